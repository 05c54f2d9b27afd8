// Answering a survey: one part at a time, kept on the device, sent again until it has arrived.
// Without this file the page is one plain form.
(function () {
  "use strict";

  const RETRY_FIRST = 2000;
  const RETRY_LONGEST = 30000;
  const ROWS_SHOWN = 2;
  let timer = null;

  function storage(act) {
    try {
      return act(window.localStorage);
    } catch (error) {
      return null; // no storage: the form works all the same
    }
  }

  // Pictures are too large for localStorage.
  function pictures(mode, act) {
    return new Promise(function (resolve) {
      if (!window.indexedDB) {
        resolve(null);
        return;
      }
      const asked = window.indexedDB.open("laavu-answers", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("pictures"); };
      asked.onerror = function () { resolve(null); };
      asked.onsuccess = function () {
        const work = asked.result.transaction("pictures", mode);
        const result = act(work.objectStore("pictures"));
        work.oncomplete = function () { asked.result.close(); resolve(result && result.result); };
        work.onerror = work.onabort = function () { asked.result.close(); resolve(null); };
      };
    });
  }

  function begin(form) {
    const name = "laavu-answer-" + form.dataset.answer;
    const parts = Array.from(form.querySelectorAll("[data-part]"));
    const back = form.querySelector("[data-back]");
    const next = form.querySelector("[data-next]");
    const send = form.querySelector("[data-send]");
    const progress = form.querySelector("[data-progress]");
    const status = form.querySelector("[data-status]");
    let current = 0;
    let wait = RETRY_FIRST;
    let sending = false;

    function fields() {
      return Array.from(form.elements).filter(function (one) {
        return one.name && one.type !== "file" && !/^_(shown|version|website|key)$/.test(one.name);
      });
    }

    function keep(more) {
      const values = [];
      fields().forEach(function (one) {
        if ((one.type !== "radio" && one.type !== "checkbox") || one.checked) {
          values.push([one.name, one.value]);
        }
      });
      const draft = Object.assign({
        values: values, part: current, key: form.elements._key.value, version: form.dataset.version, waiting: false,
      }, more);
      storage(function (store) { store.setItem(name, JSON.stringify(draft)); });
      form.querySelector("[data-kept]").hidden = false;
    }

    function forget() {
      storage(function (store) { store.removeItem(name); });
      pictures("readwrite", function (store) {
        return store.delete(IDBKeyRange.bound(name, name + "\uffff"));
      });
    }

    function restore() {
      const draft = storage(function (store) { return JSON.parse(store.getItem(name) || "null"); });
      if (!draft || draft.version !== form.dataset.version) {
        return null;
      }
      form.elements._key.value = draft.key;
      fields().forEach(function (one) {
        const found = draft.values.filter(function (pair) { return pair[0] === one.name; });
        if (one.type === "radio" || one.type === "checkbox") {
          one.checked = found.some(function (pair) { return pair[1] === one.value; });
        } else if (found.length) {
          one.value = found[0][1];
        }
      });
      form.querySelectorAll("input[type=file]").forEach(function (one) {
        pictures("readonly", function (store) { return store.get(name + "/" + one.name); }).then(function (files) {
          if (files && files.length && window.DataTransfer) {
            const carrier = new DataTransfer();
            files.forEach(function (file) { carrier.items.add(file); });
            one.files = carrier.files;
          }
        });
      });
      return draft;
    }

    function valuesOf(code) {
      return fields().filter(function (one) {
        return one.name === code && ((one.type !== "radio" && one.type !== "checkbox") || one.checked);
      }).map(function (one) { return one.value.trim(); }).filter(Boolean);
    }

    function due(part) {
      const asked = part.querySelector("[data-if]");
      if (!asked) {
        return true;
      }
      const earlier = parts.find(function (one) { return one.querySelector('[data-code="' + asked.dataset.if + '"]'); });
      if (!earlier || !due(earlier)) {
        return false;
      }
      const wanted = asked.dataset.value;
      return valuesOf(asked.dataset.if).some(function (value) {
        const number = parseFloat(value.replace(",", "."));
        if (asked.dataset.is === "at_least") { return number >= parseFloat(wanted); }
        if (asked.dataset.is === "at_most") { return number <= parseFloat(wanted); }
        return value === wanted || (value !== "" && number === parseFloat(wanted));
      });
    }

    function neighbour(step) {
      let place = current + step;
      while (place >= 0 && place < parts.length && !due(parts[place])) {
        place += step;
      }
      return place >= 0 && place < parts.length ? place : null;
    }

    function show(place, focus) {
      current = place;
      parts.forEach(function (part, number) { part.hidden = number !== current; });
      const last = neighbour(1) === null;
      back.hidden = neighbour(-1) === null;
      next.hidden = last;
      send.hidden = !last;
      const asked = parts.filter(due);
      progress.hidden = false;
      progress.textContent = progress.dataset.text
        .replace("{number}", asked.indexOf(parts[current]) + 1).replace("{count}", asked.length);
      if (focus) {
        const title = parts[current].querySelector("legend, .asked__title, summary");
        if (title) {
          title.tabIndex = -1;
          title.focus({ preventScroll: true });
        }
        window.scrollTo(0, 0);
      }
    }

    function answered(part) {
      return Array.from(part.querySelectorAll("input, textarea, select")).some(function (one) {
        if (one.type === "radio" || one.type === "checkbox") { return one.checked; }
        return one.type === "file" ? one.files.length > 0 : one.type !== "hidden" && one.value.trim() !== "";
      });
    }

    function passable() {
      const part = parts[current];
      if (part.querySelector(".asked__needed") && !answered(part)) {
        say(status.dataset.missing, "note note--warn");
        return false;
      }
      say("", "");
      return true;
    }

    function say(text, look) {
      status.textContent = text;
      status.className = look;
    }

    function later(seconds) {
      keep({ waiting: true });
      say(status.dataset.waiting, "note note--warn");
      sending = false;
      send.disabled = false;
      window.clearTimeout(timer);
      timer = window.setTimeout(deliver, seconds || wait);
      wait = Math.min(wait * 2, RETRY_LONGEST);
    }

    function deliver() {
      if (sending || !document.body.contains(form)) {
        return;
      }
      sending = true;
      send.disabled = true;
      window.clearTimeout(timer);
      say(status.dataset.sending, "note");
      fetch(form.action, { method: "POST", body: new FormData(form), credentials: "omit" }).then(function (answer) {
        if (answer.status === 429 || answer.status >= 500) {
          later(RETRY_LONGEST);
          return null;
        }
        return answer.text().then(function (text) {
          if (answer.ok) {
            forget();
          } else {
            keep({ waiting: false });
          }
          replace(text);
        });
      }).catch(function () { later(); });
    }

    function replace(text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
      document.title = page.title;
      window.scrollTo(0, 0);
      start(true);
    }

    next.addEventListener("click", function () {
      if (passable()) {
        show(neighbour(1), true);
        keep({});
      }
    });
    back.addEventListener("click", function () {
      say("", "");
      show(neighbour(-1), true);
      keep({});
    });
    form.addEventListener("input", function () { keep({}); });
    form.addEventListener("change", function (event) {
      if (event.target.type === "file") {
        pictures("readwrite", function (store) {
          return store.put(Array.from(event.target.files), name + "/" + event.target.name);
        });
      }
      show(current, false);
      keep({});
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.matches("input") && !next.hidden) {
        event.preventDefault();
        next.click();
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (passable()) {
        wait = RETRY_FIRST;
        keep({ waiting: true });
        deliver();
      }
    });
    window.addEventListener("online", function () {
      if (document.body.contains(form) && status.textContent === status.dataset.waiting) {
        deliver();
      }
    });

    form.querySelectorAll(".asked__rows").forEach(function (list) {
      const more = list.parentElement.querySelector("[data-more]");
      const rows = Array.from(list.children);
      function fit(open) {
        let shown = 0;
        rows.forEach(function (row, number) {
          row.hidden = number >= open && !answered(row);
          shown += row.hidden ? 0 : 1;
        });
        more.hidden = shown === rows.length;
        return shown;
      }
      list.refit = function () { fit(ROWS_SHOWN); };
      more.addEventListener("click", function () {
        const shown = fit(rows.filter(function (row) { return !row.hidden; }).length + 1);
        rows[shown - 1].querySelector("input").focus();
      });
    });
    form.querySelectorAll("[data-here]").forEach(function (button) {
      const asked = button.closest(".asked");
      const told = asked.querySelector("[role=status]");
      button.parentElement.hidden = !(navigator.geolocation && window.isSecureContext);
      button.addEventListener("click", function () {
        navigator.geolocation.getCurrentPosition(function (found) {
          form.elements[asked.dataset.code + ".lat"].value = found.coords.latitude.toFixed(5);
          form.elements[asked.dataset.code + ".lon"].value = found.coords.longitude.toFixed(5);
          told.textContent = told.dataset.done;
          keep({});
        }, function () { told.textContent = told.dataset.failed; });
      });
    });

    const summary = document.querySelector(".error-summary");
    const remark = document.querySelector("#main > [role=alert]");
    const draft = summary || remark ? null : restore();
    form.querySelectorAll(".asked__rows").forEach(function (list) { list.refit(); });
    const wrong = parts.findIndex(function (part) { return part.querySelector("[data-wrong], .invalid-feedback"); });
    if (wrong >= 0) {
      show(wrong, false);
    } else if (remark) {
      show(parts.length - 1, false);
      if (!due(parts[current])) { show(neighbour(-1), false); }
    } else {
      show(draft && parts[draft.part] && due(parts[draft.part]) ? draft.part : 0, false);
    }
    document.querySelectorAll(".error-summary a").forEach(function (link) {
      link.addEventListener("click", function (event) {
        const target = document.getElementById(link.hash.slice(1));
        const place = parts.findIndex(function (part) { return part.contains(target); });
        if (place >= 0) {
          event.preventDefault();
          show(place, true);
        }
      });
    });
    if (draft && draft.waiting) {
      deliver();
    }
  }

  function start(focus) {
    const form = document.querySelector("form[data-answer]");
    if (form) {
      begin(form);
    }
    const kept = document.querySelector("[data-kept-for]");
    if (kept) {
      storage(function (store) { store.removeItem("laavu-answer-" + kept.dataset.keptFor); });
    }
    const target = document.querySelector("[data-focus]");
    if (focus && target) {
      target.focus();
    }
  }

  start(false);
})();
