/**
 * In what order things happen. One processor: what a packet sets off in the kernel comes first, in the order of arrival
 * (the backlog queue); then the process that is inside a system call gets on with it; then processes that were woken, in the order of waking; only then time moves on, to the next timer.
 * @see net/core/dev.c enqueue_to_backlog, process_backlog
 */
type Task = () => void;

/** A frame that is about to be taken up. It stands in the queue by itself, as a packet of the kernel does. @see struct sk_buff_head */
export interface Arrival {
  arrive(): void;
  /** Who stands behind it. */
  next: Arrival | null;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly task: Task;
}

export class Agenda {
  nowMs: number;
  /** The queue of frames that arrived. */
  private first: Arrival | null;
  private last: Arrival | null;
  private returning: Task[] | null;
  private woken: Task[] | null;
  private timers: Timer[] | null;
  private order: number;
  private tasksLeft: number;
  /** Counts the turns of processes and timers: what happens within one turn happens before its system call returns. */
  turn: number;

  /** `taskLimit` ends every run, whatever the world is like: a flood in a ring of bridges never does by itself. */
  constructor(nowMs: number, taskLimit: number) {
    this.first = null;
    this.last = null;
    this.returning = null;
    this.woken = null;
    this.timers = null;
    this.order = 0;
    this.turn = 0;
    this.nowMs = nowMs;
    this.tasksLeft = taskLimit;
  }

  /** Work for the kernel: a frame has arrived. */
  receive(arrival: Arrival): void {
    if (this.last === null || this.first === null) this.first = arrival;
    else this.last.next = arrival;
    this.last = arrival;
  }

  /** Work that waits until the system call now running lets go of its socket. @see release_sock */
  onReturn(task: Task): void {
    if (this.returning === null) this.returning = [task];
    else this.returning.push(task);
  }

  /** Work for a process that waited. */
  wake(task: Task): void {
    if (this.woken === null) this.woken = [task];
    else this.woken.push(task);
  }

  after(delayMs: number, task: Task): void {
    const timer = { atMs: this.nowMs + delayMs, order: this.order++, task };
    if (this.timers === null) this.timers = [timer];
    else this.timers.push(timer);
  }

  /** Runs until nothing is left to do before `limitMs()`. @returns false when the task limit ended it. */
  run(limitMs: () => number): boolean {
    for (;;) {
      const arrival = this.nextArrival();
      const task = arrival === null ? this.nextTask(limitMs) : undefined;
      if (arrival === null && task === undefined) return true;
      if (this.tasksLeft-- <= 0) return false;
      if (arrival === null) task?.();
      else arrival.arrive();
    }
  }

  private nextArrival(): Arrival | null {
    const { first } = this;
    if (first !== null) this.first = first.next;
    return first;
  }

  private nextTask(limitMs: () => number): Task | undefined {
    if (this.returning !== null && this.returning.length > 0) return this.returning.shift();
    this.turn += 1;
    if (this.woken !== null && this.woken.length > 0) return this.woken.shift();
    return this.nextTimer(limitMs());
  }

  private nextTimer(limitMs: number): Task | undefined {
    const { timers } = this;
    if (timers === null) return undefined;
    let next: Timer | undefined;
    for (const timer of timers)
      if (!next || timer.atMs < next.atMs || (timer.atMs === next.atMs && timer.order < next.order)) next = timer;
    if (next === undefined || next.atMs > limitMs) return undefined;
    timers.splice(timers.indexOf(next), 1);
    this.nowMs = next.atMs;
    return next.task;
  }
}
