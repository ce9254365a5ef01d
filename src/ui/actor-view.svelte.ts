import { createSubscriber } from 'svelte/reactivity';
import { createActor, type Actor, type AnyActorLogic, type InputFrom, type SnapshotFrom } from 'xstate';

/** An XState actor whose snapshot is read like any reactive value: whoever reads it is told when it changes. */
export class ActorView<Logic extends AnyActorLogic> {
  readonly actor: Actor<Logic>;
  readonly #subscribe: () => void;

  constructor(logic: Logic, input: InputFrom<Logic>) {
    this.actor = createActor(logic, { input });
    this.#subscribe = createSubscriber((update) => {
      const subscription = this.actor.subscribe(update);
      return () => subscription.unsubscribe();
    });
    this.actor.start();
  }

  get snapshot(): SnapshotFrom<Logic> {
    this.#subscribe();
    return this.actor.getSnapshot();
  }
}
