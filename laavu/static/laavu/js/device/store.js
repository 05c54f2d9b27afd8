// What this device keeps: facts of the signed-in user's people, and writes of hours that are not sent yet.
// Used by the page and by the service worker.
(function () {
  "use strict";

  const NAME = "laavu-hours";
  const FACTS = "facts";
  const WRITES = "writes";

  function promised(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () {
        resolve(request.result);
      };
      request.onerror = function () {
        reject(request.error);
      };
    });
  }

  function opened() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = function () {
      request.result.createObjectStore(FACTS);
      request.result.createObjectStore(WRITES, { keyPath: "key" });
    };
    return promised(request);
  }

  // One transaction over both stores. It is over when the device has written it, not before.
  async function within(mode, act) {
    const database = await opened();
    try {
      const transaction = database.transaction([FACTS, WRITES], mode, { durability: "strict" });
      const done = new Promise(function (resolve, reject) {
        transaction.oncomplete = resolve;
        transaction.onabort = function () {
          reject(transaction.error);
        };
      });
      const result = await act(transaction.objectStore(FACTS), transaction.objectStore(WRITES));
      await done;
      return result;
    } finally {
      database.close();
    }
  }

  function cellOf(write) {
    return write.placement + "|" + write.day;
  }

  function byAge(one, other) {
    return one.made - other.made;
  }

  self.LaavuStore = {
    cellOf: cellOf,

    facts: function () {
      return within("readonly", function (facts) {
        return promised(facts.get(FACTS));
      });
    },

    // Newer facts. Those of another user go; what was sent today stays told.
    keepFacts: function (fresh) {
      return within("readwrite", async function (facts) {
        const old = await promised(facts.get(FACTS));
        const same = old && old.user === fresh.user && old.today === fresh.today;
        fresh.sent = same ? old.sent : {};
        fresh.taken = Date.now();
        facts.put(fresh, FACTS);
        return fresh;
      });
    },

    forgetFacts: function () {
      return within("readwrite", function (facts) {
        facts.delete(FACTS);
      });
    },

    // All writes, in the order in which they were made.
    writes: function () {
      return within("readonly", async function (_facts, writes) {
        const found = await promised(writes.getAll());
        return found.sort(byAge);
      });
    },

    // Keep the write, in place of one of the same cell that has not been on its way, and of those named.
    keep: function (write, instead) {
      return within("readwrite", async function (_facts, writes) {
        const found = await promised(writes.getAll());
        found.forEach(function (other) {
          const waits = cellOf(other) === cellOf(write) && other.user === write.user && !other.tried;
          if (waits || (instead || []).includes(other.key)) {
            writes.delete(other.key);
          }
        });
        writes.put(write);
      });
    },

    // The next writes to send, marked as being on their way: of each cell the first, a later one waits for
    // its answer.
    take: function (user, most) {
      return within("readwrite", async function (_facts, writes) {
        const found = (await promised(writes.getAll())).sort(byAge);
        const cells = new Set();
        const batch = [];
        found.forEach(function (write) {
          if (write.user !== user || cells.has(cellOf(write))) {
            return;
          }
          cells.add(cellOf(write));
          if (write.state === "device" && batch.length < most) {
            write.tried = true;
            writes.put(write);
            batch.push(write);
          }
        });
        return batch;
      });
    },

    again: function (keys) {
      return within("readwrite", async function (_facts, writes) {
        for (const key of keys) {
          const found = await promised(writes.get(key));
          if (found) {
            writes.put(Object.assign(found, { state: "device", answer: null }));
          }
        }
      });
    },

    remove: function (keys) {
      return within("readwrite", function (_facts, writes) {
        keys.forEach(function (key) {
          writes.delete(key);
        });
      });
    },

    // What the server answered: all of it is kept, or nothing of it and it is asked again.
    settle: function (answers, clock) {
      return within("readwrite", async function (facts, writes) {
        const kept = await promised(facts.get(FACTS));
        const found = await promised(writes.getAll());
        answers.forEach(function (answer) {
          const write = found.find(function (one) {
            return one.key === answer.key;
          });
          if (!write) {
            return;
          }
          const later = found.find(function (one) {
            return one !== write && one.user === write.user && cellOf(one) === cellOf(write);
          });
          if (answer.state === "kept") {
            writes.delete(write.key);
            remember(kept, write, answer, clock);
          }
          if (later) {
            // Made while the first was on its way: it goes on from what stands there now.
            const base = answer.state === "kept" ? answer.cell : write;
            writes.delete(write.key);
            writes.put(Object.assign(later, { entry: base.entry, seen: base.seen }));
          } else if (answer.state !== "kept") {
            writes.put(Object.assign(write, { state: answer.state, answer: answer }));
          }
        });
        if (kept) {
          facts.put(kept, FACTS);
        }
      });
    },

    // Everything of the user, or of everybody who used this device.
    clear: function (user) {
      return within("readwrite", async function (facts, writes) {
        facts.delete(FACTS);
        const found = await promised(writes.getAll());
        found.forEach(function (write) {
          if (!user || write.user === user) {
            writes.delete(write.key);
          }
        });
      });
    },
  };

  function remember(facts, write, answer, clock) {
    const person =
      facts &&
      facts.user === write.user &&
      facts.placements.find(function (one) {
        return one.id === write.placement;
      });
    if (!person) {
      return;
    }
    if (answer.cell.entry || answer.cell.fixed) {
      person.cells[write.day] = answer.cell;
    } else {
      delete person.cells[write.day];
    }
    facts.sent[cellOf(write)] = clock;
  }
})();
