// Sends what waits on this device. A write stays here until the server has answered it.
(function () {
  "use strict";

  const AT_ONCE = 50;
  const PATIENCE = 30000; // milliseconds for one answer
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 60000;

  let pause = FIRST_PAUSE;
  let timer = null;
  let running = null;
  let clock = ""; // of the last answer

  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  // "ok" with data, "offline", "signed-out", "other-user", "token" or "fault".
  async function asked(address, options) {
    let answer;
    try {
      answer = await fetch(address, Object.assign({
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
        headers: { Accept: "application/json" },
      }, options));
    } catch (error) {
      return { state: "offline" };
    }
    if (answer.type === "opaqueredirect") {
      return { state: "signed-out" };
    }
    const states = { 403: "token", 409: "other-user", 502: "offline", 503: "offline", 504: "offline" };
    if (!answer.ok) {
      return { state: states[answer.status] || "fault" };
    }
    try {
      return { state: "ok", data: await answer.json() };
    } catch (error) {
      return { state: "offline" };
    }
  }

  function posted(address, user, batch) {
    const entries = batch.map(function (write) {
      return {
        key: write.key,
        placement: write.placement,
        day: write.day,
        hours: write.hours,
        kind: write.kind,
        entry: write.entry || "",
        seen: write.seen || "",
      };
    });
    return asked(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ user: user, entries: entries }),
    });
  }

  async function round(addresses, user, told) {
    const batch = await self.LaavuStore.take(user, AT_ONCE);
    if (batch.length === 0) {
      return "empty";
    }
    told("sending");
    let answer = await posted(addresses.send, user, batch);
    if (answer.state === "token") {
      // The token of an earlier session: asking for the facts brings a new one.
      const facts = await asked(addresses.facts, {});
      if (facts.state === "ok" && facts.data.user !== user) {
        return "other-user";
      }
      answer = facts.state === "ok" ? await posted(addresses.send, user, batch) : facts;
    }
    if (answer.state !== "ok") {
      return answer.state === "token" ? "signed-out" : answer.state;
    }
    clock = answer.data.clock;
    await self.LaavuStore.settle(answer.data.answers, clock);
    return "sent";
  }

  async function all(addresses, user, told) {
    let sent = false;
    for (;;) {
      const state = await round(addresses, user, told);
      if (state !== "sent") {
        return state === "empty" && sent ? "sent" : state;
      }
      sent = true;
      told("sent");
    }
  }

  // One sender at a time, also where the page is open twice.
  function alone(act) {
    return navigator.locks ? navigator.locks.request("laavu-hours", act) : act();
  }

  function send(addresses, user, told) {
    clearTimeout(timer);
    if (!running) {
      running = alone(function () {
        return all(addresses, user, told);
      })
        .catch(function () {
          return "fault";
        })
        .then(function (state) {
          running = null;
          if (state === "offline" || state === "fault") {
            timer = setTimeout(function () {
              send(addresses, user, told);
            }, pause * (0.75 + Math.random() / 2));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
          } else {
            pause = FIRST_PAUSE;
          }
          told(state);
          return state;
        });
    }
    return running;
  }

  self.LaavuSending = {
    send: send,
    facts: function (address) {
      return asked(address, {});
    },
    token: token,
    lastAnswer: function () {
      return clock;
    },
  };
})();
