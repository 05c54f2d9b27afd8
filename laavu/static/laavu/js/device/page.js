// The page for hours without a network: today first, one row for each person.
(function () {
  "use strict";

  const store = self.LaavuStore;
  const rows = self.LaavuRows;
  const page = document.querySelector(".device");
  const addresses = { facts: page.dataset.facts, send: page.dataset.send };
  const DAY = 24 * 3600 * 1000;
  const PAUSE = 400;

  let facts = null;
  let writes = []; // all users'
  let day = rows.iso(new Date());
  let network = "";
  let lastSent = "";
  let signedIn = ""; // the user who is signed in, as far as the page knows
  const timers = new Map();

  function part(id) {
    return document.getElementById("device-" + id);
  }

  function own() {
    return writes.filter(function (write) {
      return facts && write.user === facts.user;
    });
  }

  function newest(placement) {
    return own()
      .filter(function (write) {
        return write.placement === placement && write.day === day;
      })
      .pop();
  }

  function say(text) {
    part("said").textContent = text;
  }

  // Showing -------------------------------------------------------------------------------------
  function told() {
    const count = facts ? own().length : writes.length;
    if (network === "first" && count) {
      return rows.text("signed-out") + " " + rows.text("waiting", { count: count });
    }
    if (network === "unsaved" || network === "signed-out" || network === "other-user" || network === "first") {
      return rows.text(network);
    }
    if (network === "sending") {
      return rows.text("sending");
    }
    if (network === "offline" || network === "fault") {
      return rows.text(network) + (count ? " " + rows.text("waiting", { count: count }) : "");
    }
    if (count) {
      return rows.text("waiting", { count: count });
    }
    return lastSent ? rows.text("all-sent", { clock: lastSent }) : rows.text("ready");
  }

  function showState() {
    const place = part("network");
    const text = told();
    if (place.textContent !== text) {
      place.textContent = text;
    }
    const calm = network === "" || network === "sent" || network === "empty" || network === "sending";
    place.parentElement.classList.toggle("device-state--warn", !calm || own().length > 0);
    place.parentElement.classList.toggle("device-state--ok", calm && own().length === 0);
    const sendable = own().some(function (write) {
      return write.state === "device";
    });
    part("send").hidden = !sendable || network === "signed-out" || network === "other-user";
    part("sign-in").hidden = !(network === "signed-out" || network === "first" || network === "other-user");
    const others = writes.length - own().length;
    part("others").textContent = facts && others ? rows.text("others", { count: others }) : "";
    part("taken").textContent = facts
      ? rows.text("taken", { when: rows.dayText(rows.iso(new Date(facts.taken))) + " " + facts.clock })
      : "";
  }

  function here() {
    return facts.placements.filter(function (person) {
      return person.first <= day && day <= person.last;
    });
  }

  function showDay() {
    part("hours").hidden = !facts || facts.placements.length === 0;
    part("empty").hidden = !(facts && facts.placements.length === 0);
    if (!facts) {
      return;
    }
    const today = day === rows.iso(new Date());
    part("day").textContent = rows.dayText(day) + (today ? ", " + rows.text("today") : "");
    part("day-note").textContent = facts.rest[day] || "";
    part("before").disabled = rows.stepped(day, -1) < facts.first;
    part("after").disabled = rows.stepped(day, 1) > facts.last;
    const list = part("rows");
    const people = here();
    if (list.dataset.day !== day || list.childElementCount !== people.length) {
      list.dataset.day = day;
      list.replaceChildren.apply(list, people.map(function (person) {
        return rows.row(person, day);
      }));
    }
    people.forEach(function (person, index) {
      const sent = facts.sent[person.id + "|" + day];
      rows.fill(list.children[index], rows.standing(person, day, newest(person.id), sent));
    });
    part("nobody").hidden = people.length > 0;
  }

  function showDecisions() {
    const wrong = own().filter(function (write) {
      return write.state !== "device";
    });
    const list = part("decisions");
    const shown = JSON.stringify(wrong);
    part("decide").hidden = wrong.length === 0;
    if (list.dataset.shown === shown) {
      return;
    }
    list.dataset.shown = shown;
    list.replaceChildren.apply(list, wrong.map(function (write) {
      const person = facts.placements.find(function (one) {
        return one.id === write.placement;
      });
      return rows.decision(write, person ? person.name : rows.text("somebody"), page.dataset.month);
    }));
  }

  async function show() {
    facts = (await store.facts()) || null;
    writes = await store.writes();
    showState();
    showDay();
    showDecisions();
  }

  // Writing -------------------------------------------------------------------------------------
  async function keep(placement, on, typed, kind) {
    const person = facts.placements.find(function (one) {
      return one.id === placement;
    });
    const before = own().filter(function (write) {
      return write.placement === placement && write.day === on;
    });
    const cell = person.cells[on] || { hours: "", entry: "", seen: "" };
    const hours = rows.read(typed);
    const way = before.find(function (write) {
      return write.tried && write.state === "device";
    });
    if (!way && hours !== null && Number(hours) === Number(cell.hours) && (kind === "work" || hours === "")) {
      await store.remove(before.map(function (write) {
        return write.key;
      }));
      return show();
    }
    const write = {
      key: crypto.randomUUID(),
      user: facts.user,
      placement: placement,
      day: on,
      typed: typed,
      hours: hours,
      kind: kind,
      entry: cell.entry,
      seen: cell.seen,
      state: hours === null ? "faulty" : "device",
      made: Date.now(),
      tried: false,
    };
    const settled = before.filter(function (one) {
      return one.state !== "device";
    });
    try {
      await store.keep(write, settled.map(function (one) {
        return one.key;
      }));
    } catch (error) {
      network = "unsaved";
      return showState();
    }
    await show();
    say(person.name + ": " + (hours === null ? rows.text("faulty") : rows.text("device")));
    return hours === null ? null : send();
  }

  function write(row) {
    clearTimeout(timers.get(row));
    timers.delete(row);
    const typed = row.querySelector(".device-row__hours").value;
    return keep(row.dataset.placement, day, typed, row.querySelector(".device-row__kind").value);
  }

  function flush() {
    Array.from(timers.keys()).forEach(write);
  }

  part("rows").addEventListener("input", function (event) {
    const row = event.target.closest(".device-row");
    clearTimeout(timers.get(row));
    timers.set(row, setTimeout(write, PAUSE, row));
  });
  part("rows").addEventListener("change", function (event) {
    const row = event.target.closest(".device-row");
    if (timers.has(row)) {
      write(row);
    }
  });
  part("rows").addEventListener("click", function (event) {
    const button = event.target.closest(".device-row__agreed");
    if (button) {
      const row = button.closest(".device-row");
      row.querySelector(".device-row__hours").value = button.dataset.hours;
      write(row);
    }
  });
  part("rows").addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !event.target.matches(".device-row__hours")) {
      return;
    }
    const fields = Array.from(part("rows").querySelectorAll(".device-row__hours:not(:disabled)"));
    const next = fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    event.preventDefault();
    if (next) {
      next.focus();
      next.select();
    } else {
      event.target.blur();
    }
  });

  function go(step) {
    flush();
    day = rows.stepped(day, step);
    showDay();
    say(part("day").textContent);
  }
  part("before").addEventListener("click", function () {
    go(-1);
  });
  part("after").addEventListener("click", function () {
    go(1);
  });

  // Sending -------------------------------------------------------------------------------------
  async function send() {
    if (!facts) {
      return null;
    }
    if (signedIn && signedIn !== facts.user) {
      return heard("other-user");
    }
    return self.LaavuSending.send(addresses, facts.user, heard);
  }

  async function heard(state) {
    const before = own().length;
    network = state;
    lastSent = self.LaavuSending.lastAnswer() || lastSent;
    await show();
    if (state !== "sending" && before > 0 && own().length === 0) {
      say(told());
    }
  }

  async function refresh() {
    const answer = await self.LaavuSending.facts(addresses.facts);
    if (answer.state === "ok") {
      signedIn = answer.data.user;
      network = "";
      const waiting = facts && facts.user !== signedIn ? writes.length : 0;
      await store.keepFacts(answer.data);
      await show();
      if (waiting) {
        say(rows.text("others", { count: waiting }));
      }
      return send();
    }
    network = answer.state === "ok" ? "" : answer.state === "token" ? "fault" : answer.state;
    if (network === "signed-out" && !facts) {
      network = "first";
    }
    return showState();
  }

  part("send").addEventListener("click", send);
  window.addEventListener("online", refresh);
  window.addEventListener("offline", function () {
    network = "offline";
    showState();
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") {
      refresh();
    } else {
      flush();
    }
  });
  window.addEventListener("pagehide", flush);

  // Deciding ------------------------------------------------------------------------------------
  part("decisions").addEventListener("click", async function (event) {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const found = writes.find(function (write) {
      return write.key === button.closest(".device-decision").dataset.key;
    });
    if (button.matches(".device-decision__drop")) {
      await dropped(found);
    } else if (button.matches(".device-decision__again")) {
      await store.again([found.key]);
    } else {
      const chosen = Object.assign({}, found, found.answer.base, {
        key: crypto.randomUUID(), state: "device", answer: null, tried: false, made: Date.now(),
      });
      await store.keep(chosen, [found.key]);
    }
    await show();
    part(part("decide").hidden ? "day" : "decide-title").focus();
    send();
  });

  // What stands in Laavu is kept: this device learns it.
  async function dropped(write) {
    await store.remove([write.key]);
    return refresh();
  }

  // Leaving -------------------------------------------------------------------------------------
  part("leave").addEventListener("submit", function () {
    part("leave").elements.csrfmiddlewaretoken.value = self.LaavuSending.token();
  });
  part("clear").addEventListener("click", async function () {
    await store.clear();
    lastSent = "";
    await show();
    say(rows.text("cleared"));
  });

  async function start() {
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.register(page.dataset.worker, { scope: "/", updateViaCache: "none" }).catch(function () {});
    }
    if (navigator.storage && navigator.storage.persist) {
      navigator.storage.persist();
    }
    const kept = await store.facts();
    if (kept && Date.now() - kept.taken > Number(page.dataset.daysKept) * DAY) {
      await store.forgetFacts();
    }
    await show();
    if (new URLSearchParams(window.location.search).has("ulos")) {
      part("leaving").hidden = false;
      part("leaving-title").focus();
    }
    return refresh();
  }

  start().catch(function () {
    network = "unsaved";
    part("network").textContent = rows.text("unsaved");
  });
})();
