// Tasks with the same key → run one after the other, in order; tasks with other keys don't wait.
import { Mutex } from "async-mutex";

export type KeyedQueue = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** The mutex of a key lasts for as long as somebody waits for it. */
export function createKeyedQueue(): KeyedQueue {
  const mutexes = new Map<string, Mutex>();
  return async (key, task) => {
    const mutex = mutexes.get(key) ?? new Mutex();
    mutexes.set(key, mutex);
    try {
      return await mutex.runExclusive(task);
    } finally {
      if (!mutex.isLocked() && mutexes.get(key) === mutex) mutexes.delete(key);
    }
  };
}
