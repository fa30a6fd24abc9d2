/** A store in IndexedDB, for `remember`. */

import type { Entries, Keeper } from "../types/index.js";

const STORE = "entries";

/** IndexedDB, where it is there. It answers late: the page starts with what it has, and is fitted once more. */
export function indexed(name = "tailorbird"): Keeper {
  let connection: Promise<IDBDatabase> | undefined;
  let channel: BroadcastChannel | undefined;
  const waiting = new Map<string, string | null>();

  /** Where nothing is kept yet, looking for it leaves nothing behind. */
  const connect = (create: boolean): Promise<IDBDatabase> =>
    new Promise((done, failed) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        if (create) request.result.createObjectStore(STORE);
        else request.transaction?.abort();
      };
      request.onsuccess = () => {
        const database = request.result;
        const leave = (): void => {
          connection = undefined;
          database.close();
        };
        // Another tab wants to take it away, or the browser has.
        database.onversionchange = leave;
        database.onclose = leave;
        done(database);
      };
      request.onerror = () => failed(request.error);
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

  /** All that waits in one transaction, and no database where nothing is left in it. */
  const write = async (): Promise<void> => {
    const changes = [...waiting];
    waiting.clear();
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
    await new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
    if ((await left) === 0) {
      connection = undefined;
      database.close();
      await answer(indexedDB.deleteDatabase(name));
    }
    channel?.postMessage("");
  };

  // One after the other, so that a page that removes and writes ends with what it wrote.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    read: () => inTurn(read),
    write: (changes) => {
      for (const [key, text] of changes) waiting.set(key, text);
      return inTurn(write);
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

function answer<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
