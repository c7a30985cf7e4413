// Tasks with the same key → one after the other, in the order in which they came; tasks with other keys don't wait.

export type KeyedQueue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const before = last.get(key);
    const run = before === undefined ? task() : before.then(task, task);
    const done = run.then(clear, clear);
    function clear(): void {
      if (last.get(key) === done) last.delete(key);
    }
    last.set(key, done);
    return run;
  };
}
