// Tasks with the same key → one after the other, in the order in which they came; tasks with other keys don't wait.
import PQueue from "p-queue";

export type KeyedQueue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** The queue of a key lasts for as long as there is something in it. */
export function createKeyedQueue(): KeyedQueue {
  const queues = new Map<string, PQueue>();
  return async (key, task) => {
    const queue = queues.get(key) ?? new PQueue({ concurrency: 1 });
    queues.set(key, queue);
    try {
      return await queue.add(task);
    } finally {
      if (queue.size + queue.pending === 0 && queues.get(key) === queue) queues.delete(key);
    }
  };
}
