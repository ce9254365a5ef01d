/**
 * In what order things happen. One processor: what a packet sets off in the kernel comes first, in the order of arrival
 * (the backlog queue); then the process that is inside a system call gets on with it; then processes that were woken, in the order of waking; only then time moves on, to the next timer.
 * @see net/core/dev.c enqueue_to_backlog, process_backlog
 */
type Task = () => void;

/** A frame that is about to be taken up. An object instead of a function: there are many of them. */
export interface Arrival {
  arrive(): void;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly task: Task;
}

export class Agenda {
  nowMs: number;
  /** Frames that arrived, from `backlogAt` to `backlogEnd`. The array is never cut short: V8 would begin it anew. */
  private readonly backlog: Arrival[] = [];
  private backlogAt = 0;
  private backlogEnd = 0;
  private readonly returning: Task[] = [];
  private readonly woken: Task[] = [];
  private wokenAt = 0;
  private readonly timers: Timer[] = [];
  private order = 0;
  private tasksLeft: number;
  /** Counts the turns of processes and timers: what happens within one turn happens before its system call returns. */
  turn = 0;

  /** `taskLimit` ends every run, whatever the world is like: a flood in a ring of bridges never does by itself. */
  constructor(nowMs: number, taskLimit: number) {
    this.nowMs = nowMs;
    this.tasksLeft = taskLimit;
  }

  /** Work for the kernel: a frame has arrived. */
  receive(arrival: Arrival): void {
    this.backlog[this.backlogEnd++] = arrival;
  }

  /** Work that waits until the system call now running lets go of its socket. @see release_sock */
  onReturn(task: Task): void {
    this.returning.push(task);
  }

  /** Work for a process that waited. */
  wake(task: Task): void {
    this.woken.push(task);
  }

  after(delayMs: number, task: Task): void {
    this.timers.push({ atMs: this.nowMs + delayMs, order: this.order++, task });
  }

  /** Runs until nothing is left to do before `limitMs()`. @returns false when the task limit ended it. */
  run(limitMs: () => number): boolean {
    for (;;) {
      const arrival = this.nextArrival();
      const task = arrival === undefined ? this.nextTask(limitMs) : undefined;
      if (arrival === undefined && task === undefined) return true;
      if (this.tasksLeft-- <= 0) return false;
      if (arrival === undefined) task?.();
      else arrival.arrive();
    }
  }

  private nextArrival(): Arrival | undefined {
    if (this.backlogAt < this.backlogEnd) return this.backlog[this.backlogAt++];
    this.backlogAt = this.backlogEnd = 0;
    return undefined;
  }

  private nextTask(limitMs: () => number): Task | undefined {
    if (this.returning.length > 0) return this.returning.shift();
    this.turn += 1;
    if (this.wokenAt < this.woken.length) return this.woken[this.wokenAt++];
    return this.nextTimer(limitMs());
  }

  private nextTimer(limitMs: number): Task | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers)
      if (!next || timer.atMs < next.atMs || (timer.atMs === next.atMs && timer.order < next.order)) next = timer;
    if (next === undefined || next.atMs > limitMs) return undefined;
    this.timers.splice(this.timers.indexOf(next), 1);
    this.nowMs = next.atMs;
    return next.task;
  }
}
