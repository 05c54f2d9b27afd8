// Answering a proposal: kept on the device until it has arrived, sent again by itself. What has arrived once stays.
// Without this file the page is plain forms.
(function () {
  "use strict";

  const RETRY_FIRST = 2000;
  const RETRY_LONGEST = 30000;
  const name = "laavu-reply-" + window.location.pathname;
  let timer = null;
  let wait = RETRY_FIRST;
  let sending = false;

  function storage(act) {
    try {
      return act(window.localStorage);
    } catch (error) {
      return null; // no storage: the page works all the same
    }
  }

  function valuesOf(form) {
    return Array.from(new FormData(form).entries());
  }

  function fill(form, values) {
    values.forEach(function (pair) {
      const field = form.elements[pair[0]];
      if (field) {
        field.value = pair[1]; // a group of radio buttons takes it as well
      }
    });
  }

  function keep(form, waiting) {
    const kept = JSON.stringify({ values: valuesOf(form), waiting: waiting });
    storage(function (store) { store.setItem(name, kept); });
  }

  function forget() {
    storage(function (store) { store.removeItem(name); });
  }

  function kept() {
    return storage(function (store) { return JSON.parse(store.getItem(name) || "null"); });
  }

  function buttons(off) {
    document.querySelectorAll("form[data-reply] button").forEach(function (one) { one.disabled = off; });
  }

  function say(which) {
    const status = document.querySelector("[data-status]");
    if (status) {
      status.textContent = status.dataset[which] || "";
      status.className = which === "waiting" ? "note note--warn" : "note";
    }
  }

  function later(form) {
    sending = false;
    buttons(false);
    say("waiting");
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { deliver(form); }, wait);
    wait = Math.min(wait * 2, RETRY_LONGEST);
  }

  function deliver(form) {
    if (sending || !document.body.contains(form)) {
      return;
    }
    sending = true;
    buttons(true);
    window.clearTimeout(timer);
    keep(form, true);
    const body = new FormData(form);
    say("sending");
    fetch(form.action, { method: "POST", body: body, credentials: "omit" }).then(function (answer) {
      if (answer.status === 429 || answer.status >= 500) {
        later(form);
        return null;
      }
      return answer.text().then(function (text) {
        sending = false;
        if (answer.status === 422) {
          keep(form, false);
        } else {
          forget();
        }
        replace(text);
      });
    }).catch(function () { later(form); });
  }

  function replace(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
    document.title = page.title;
    window.scrollTo(0, 0);
    begin();
    const told = document.querySelector("#main [role=status], #main [role=alert]");
    if (told) {
      told.tabIndex = -1;
      told.focus({ preventScroll: true });
    }
  }

  function begin() {
    document.querySelectorAll("form[data-reply]").forEach(function (form) {
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        wait = RETRY_FIRST;
        deliver(form);
      });
      form.addEventListener("input", function () { keep(form, false); });
    });
  }

  function resume() {
    const found = kept();
    const forms = Array.from(document.querySelectorAll("form[data-reply]"));
    if (!forms.length) {
      forget(); // answered, or over
      return;
    }
    if (!found) {
      return;
    }
    const answer = (found.values.find(function (pair) { return pair[0] === "answer"; }) || [])[1];
    const form = forms.find(function (one) { return one.elements.answer.value === answer; });
    if (!form) {
      return;
    }
    fill(form, found.values);
    const folded = form.closest("details");
    if (folded) {
      folded.open = true;
    }
    if (found.waiting) {
      deliver(form);
    }
  }

  window.addEventListener("online", function () {
    const found = kept();
    if (found && found.waiting) {
      resume();
    }
  });
  begin();
  resume();
})();
