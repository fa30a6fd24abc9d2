/** A keeper in IndexedDB, for `remember`. */

import type { Entries, Keeper } from "../types/index.js";

const STORE = "entries";

/** Keeps a profile in a database of this site. It answers late: the page decides without it first, and again when it answers. */
export function indexed(name = "tailorbird"): Keeper {
  let connection: Promise<IDBDatabase> | undefined;
  let channel: BroadcastChannel | undefined;
  /** The changes that are not written yet. */
  const pending = new Map<string, string | null>();

  /** Opens the database. Without `create` the upgrade that would make it is aborted, so that reading leaves nothing behind. */
  const connect = (create: boolean): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        if (create) request.result.createObjectStore(STORE);
        else request.transaction?.abort();
      };
      request.onsuccess = () => {
        const database = request.result;
        const disconnect = (): void => {
          connection = undefined;
          database.close();
        };
        // Another tab wants to delete the database, or the browser has closed it.
        database.onversionchange = disconnect;
        database.onclose = disconnect;
        resolve(database);
      };
      request.onerror = () => reject(request.error);
    });

  const open = (create: boolean): Promise<IDBDatabase> => {
    connection ??= connect(create);
    connection.catch(() => {
      connection = undefined;
    });
    return connection;
  };

  const read = async (): Promise<Entries> => {
    const database = await open(false).catch((error: DOMException | null) => {
      if (error?.name !== "AbortError") throw error;
    });
    if (!database) return [];
    const store = database.transaction(STORE).objectStore(STORE);
    const [keys, texts] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    return keys.map((key, place) => [String(key), texts[place]] as const);
  };

  /** Writes all pending changes in one transaction, and deletes the database when nothing is left in it. */
  const write = async (): Promise<void> => {
    const changes = [...pending];
    pending.clear();
    if (changes.length === 0) return;
    const create = changes.some(([, text]) => text !== null);
    const database = await open(create).catch((error: DOMException | null) => {
      if (create || error?.name !== "AbortError") throw error;
    });
    if (!database) return;
    const transaction = database.transaction(STORE, "readwrite");
    const store = transaction.objectStore(STORE);
    for (const [key, text] of changes)
      if (text === null) store.delete(key);
      else store.put(text, key);
    const left = create ? undefined : answer(store.count());
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    if ((await left) === 0) {
      connection = undefined;
      database.close();
      await answer(indexedDB.deleteDatabase(name));
    }
    channel?.postMessage("");
  };

  // Reads and writes run one after the other, so that a page that removes and then writes ends with what it wrote.
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    read: () => inOrder(read),
    write: (changes) => {
      for (const [key, text] of changes) pending.set(key, text);
      return inOrder(write);
    },
    subscribe: (listener) => {
      const own = new BroadcastChannel(`tailorbird:${name}`);
      channel = own;
      own.onmessage = listener;
      return () => {
        own.close();
        if (channel === own) channel = undefined;
      };
    },
  };
}

/** The result of a request, as a promise. */
function answer<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
