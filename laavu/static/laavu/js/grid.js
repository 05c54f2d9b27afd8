// An association's month as a spreadsheet: moves, chooses blocks, copies and pastes, takes back, saves by itself.
// Without this file the form's own buttons do the saving and filling.
(function () {
  "use strict";

  const form = document.getElementById("grid-form");
  const grid = document.getElementById("grid");
  if (!form || !grid) {
    return;
  }
  const said = document.getElementById("hours-saved");
  const undoButton = document.getElementById("grid-undo");
  const PAUSE = 1500;
  const AGAIN = 8000;
  const toSubmit = document.getElementById("to-submit");
  const narrow = window.matchMedia("(width < 48rem)");
  const unsaved = new Set(); // inputs with something that the server has not answered yet
  const done = []; // what can be taken back: lists of {input, before, after}
  let sending = false;
  let timer = 0;
  let anchor = null; // the other corner of the chosen block
  let atFocus = ""; // what stood in the cell when it was entered

  function say(text, tone) {
    said.textContent = text;
    said.className = "saved" + (tone ? " saved--" + tone : "");
  }

  // Places ----------------------------------------------------------------------------------------
  function rows() {
    return Array.from(grid.querySelectorAll(".grid-row"));
  }

  function cellAt(row, day) {
    const at = row && row.querySelector('.grid__cell[data-day="' + day + '"]');
    return at ? at.querySelector("input[data-base]") : null;
  }

  function isCell(target) {
    return target instanceof HTMLInputElement && target.dataset.base !== undefined;
  }

  function place(input) {
    return { row: rows().indexOf(input.closest(".grid-row")), day: Number(input.closest("td").dataset.day) };
  }

  function block(input) {
    const here = place(input);
    const there = anchor ? place(anchor) : here;
    return {
      top: Math.min(here.row, there.row), bottom: Math.max(here.row, there.row),
      first: Math.min(here.day, there.day), last: Math.max(here.day, there.day),
    };
  }

  function isMany(area) {
    return area.top !== area.bottom || area.first !== area.last;
  }

  function inside(area) {
    const found = [];
    const all = rows();
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let day = area.first; day <= area.last; day += 1) {
        const input = cellAt(all[row], day);
        if (input) {
          found.push(input);
        }
      }
    }
    return found;
  }

  function paint(input) {
    grid.querySelectorAll(".is-chosen").forEach(function (cell) { cell.classList.remove("is-chosen"); });
    const area = input && anchor ? block(input) : null;
    if (area && isMany(area)) {
      inside(area).forEach(function (one) { one.closest("td").classList.add("is-chosen"); });
    }
  }

  function go(input, extend) {
    if (!extend) {
      anchor = null;
    } else if (!anchor) {
      anchor = document.activeElement;
    }
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    paint(input);
  }

  function step(input, down, right, extend) {
    const all = rows();
    const here = place(input);
    let row = here.row + down;
    let day = here.day + right;
    while (row >= 0 && row < all.length && day >= 1 && day <= 31) {
      const next = cellAt(all[row], day);
      if (next) {
        go(next, extend);
        return;
      }
      row += down;
      day += right;
    }
  }

  // Changing --------------------------------------------------------------------------------------
  function touched(input) {
    unsaved.add(input);
    input.closest("td").classList.add("is-unsaved");
    say(form.dataset.unsaved, "wait");
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  function remember(changes) {
    if (changes.length > 0) {
      done.push(changes);
      undoButton.hidden = false;
    }
  }

  function write(pairs) {
    const changes = pairs.filter(function (pair) { return pair[0].value !== pair[1]; }).map(function (pair) {
      return { input: pair[0], before: pair[0].value, after: pair[1] };
    });
    changes.forEach(function (change) {
      change.input.value = change.after;
      touched(change.input);
    });
    remember(changes);
    if (isCell(document.activeElement)) {
      atFocus = document.activeElement.value;
    }
  }

  function settle(input) {
    if (input.value !== atFocus) {
      remember([{ input: input, before: atFocus, after: input.value }]);
      atFocus = input.value;
    }
  }

  function undo() {
    const changes = done.pop();
    if (!changes) {
      say(form.dataset.nothing, "");
      return;
    }
    changes.forEach(function (change) {
      change.input.value = change.before;
      touched(change.input);
    });
    atFocus = isCell(document.activeElement) ? document.activeElement.value : "";
    undoButton.hidden = done.length === 0;
    save();
  }

  // Saving ----------------------------------------------------------------------------------------
  function listed(row, name, sign, value) {
    const hidden = row.querySelector('[name="' + name + "-" + row.dataset.row + '"]');
    const parts = hidden ? hidden.value.split(sign) : [];
    row.querySelectorAll("input[data-base]").forEach(function (input) {
      parts[Number(input.closest("td").dataset.day) - 1] = value(input);
    });
    return parts.join(sign);
  }

  function packed(fill) {
    const data = new FormData();
    const sent = new Map();
    const found = new Set();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    unsaved.forEach(function (input) {
      found.add(input.closest(".grid-row"));
      sent.set(input, input.type === "checkbox" ? input.checked : input.value);
      if (isCell(input)) {
        data.append(input.name, input.value);
      } else {
        data.append("ticked-" + input.closest(".grid-row").dataset.row, input.checked ? "" : "1");
        if (input.checked) {
          data.append(input.name, "1");
        }
      }
    });
    found.forEach(function (row) {
      const key = row.dataset.row;
      data.append("rows", key);
      data.append("base-" + key, listed(row, "base", ",", function (input) { return input.dataset.base; }));
      data.append("text-" + key, listed(row, "text", "|", function (input) { return input.dataset.text; }));
    });
    if (fill) {
      data.append("fill", fill);
      form.querySelectorAll(".grid-fill select, .grid-fill input:checked").forEach(function (field) {
        data.append(field.name, field.value);
      });
    }
    return { data: data, sent: sent };
  }

  function save(fill) {
    clearTimeout(timer);
    const asked = typeof fill === "string" ? fill : "";
    if (sending || (unsaved.size === 0 && !asked)) {
      if (sending && asked) {
        timer = setTimeout(save, 300, asked);
      }
      return;
    }
    const packet = packed(asked);
    sending = true;
    say(form.dataset.saving, "");
    fetch(window.location.href, {
      method: "POST",
      body: packet.data,
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
      keepalive: true,
    }).then(function (answer) {
      if (!answer.ok && answer.status !== 422) {
        throw new Error(String(answer.status));
      }
      return answer.text().then(function (text) {
        sending = false;
        merge(new DOMParser().parseFromString(text, "text/html"), packet.sent, answer.ok);
        if (asked && answer.ok && toSubmit && !grid.querySelector(".grid__cell.is-missing")) {
          toSubmit.focus(); // everything is filled: the next step
        }
      });
    }).catch(function () {
      sending = false;
      say(form.dataset.offline, "stop");
      timer = setTimeout(save, AGAIN, asked);
    });
  }

  // What was typed while the answer was on its way stays; all else is as the server has it.
  function mergeCell(live, fresh, sent, filled) {
    const input = live.querySelector("input[data-base]");
    const other = fresh.querySelector("input[data-base]");
    const wasSent = sent.has(input);
    if (unsaved.has(input) && (!wasSent || sent.get(input) !== input.value)) {
      if (wasSent && !fresh.classList.contains("is-faulty")) {
        input.dataset.base = other.dataset.base;
        input.dataset.text = other.dataset.text;
      }
      return;
    }
    unsaved.delete(input);
    if (!wasSent && input.value !== other.value) {
      filled.push({ input: input, before: input.value, after: other.value });
    }
    if (input.value !== other.value) {
      input.value = other.value;
      if (input === document.activeElement) {
        atFocus = input.value;
        input.select();
      }
    }
    input.dataset.base = other.dataset.base;
    input.dataset.text = other.dataset.text;
    live.className = fresh.className;
    live.title = fresh.title;
    ["aria-invalid", "aria-describedby"].forEach(function (name) {
      if (other.hasAttribute(name)) {
        input.setAttribute(name, other.getAttribute(name));
      } else {
        input.removeAttribute(name);
      }
    });
  }

  function mergeRow(fresh, sent, filled) {
    const live = document.getElementById(fresh.id);
    if (!live) {
      return;
    }
    const isClosed = fresh.querySelector("input[name=rows]") === null;
    if (isClosed) {
      live.querySelectorAll("input").forEach(function (input) { unsaved.delete(input); });
      live.replaceWith(document.importNode(fresh, true));
      return;
    }
    fresh.querySelectorAll(".grid__cell").forEach(function (cell) {
      const there = live.querySelector('.grid__cell[data-day="' + cell.dataset.day + '"]');
      if (cell.querySelector("input[data-base]") && there.querySelector("input[data-base]")) {
        mergeCell(there, cell, sent, filled);
      }
    });
    const tick = live.querySelector(".grid__tick input[type=checkbox]");
    if (!unsaved.has(tick) || sent.get(tick) === tick.checked) {
      unsaved.delete(tick);
      tick.checked = fresh.querySelector(".grid__tick input[type=checkbox]").checked;
    }
    [".grid__sum", ".grid__state", ".grid-told"].forEach(function (what) {
      live.querySelector(what).replaceWith(document.importNode(fresh.querySelector(what), true));
    });
    showButtons(live);
  }

  function merge(answer, sent, kept) {
    const filled = [];
    answer.querySelectorAll(".grid-row").forEach(function (fresh) { mergeRow(fresh, sent, filled); });
    remember(filled);
    showDay();
    const total = answer.getElementById("hours-total");
    document.getElementById("hours-total").replaceWith(document.importNode(total, true));
    say(answer.getElementById("hours-saved").textContent, kept ? "" : "stop");
    paint(isCell(document.activeElement) ? document.activeElement : null);
    if (unsaved.size > 0) {
      timer = setTimeout(save, PAUSE);
    }
  }

  function showButtons(row) {
    row.querySelectorAll("[data-keep], [data-take]").forEach(function (button) { button.hidden = false; });
  }

  // Keys ------------------------------------------------------------------------------------------
  function atEdge(input, right) {
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const edge = right < 0 ? 0 : input.value.length;
    return whole || (input.selectionStart === input.selectionEnd && input.selectionStart === edge);
  }

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  grid.addEventListener("keydown", function (event) {
    const input = event.target;
    if (!isCell(input) || event.altKey) {
      return;
    }
    const move = MOVES[event.key];
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z" && !event.shiftKey && input.value === atFocus) {
        event.preventDefault();
        undo();
      } else if (event.key === "Enter" && toSubmit) {
        event.preventDefault();
        settle(input);
        toSubmit.click();
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      settle(input);
      step(input, event.shiftKey ? -1 : 1, 0, false);
    } else if (move && (move[0] !== 0 || event.shiftKey || atEdge(input, move[1]))) {
      event.preventDefault();
      settle(input);
      step(input, move[0], move[1], event.shiftKey);
    } else if (event.key === "Escape" && input.value !== atFocus) {
      input.value = atFocus;
      input.select();
    } else if ((event.key === "Delete" || event.key === "Backspace") && anchor && isMany(block(input))) {
      event.preventDefault();
      write(inside(block(input)).map(function (one) { return [one, ""]; }));
    }
  });

  grid.addEventListener("focusin", function (event) {
    if (isCell(event.target)) {
      atFocus = event.target.value;
    }
  });

  grid.addEventListener("focusout", function (event) {
    if (isCell(event.target)) {
      settle(event.target);
      const row = event.target.closest(".grid-row");
      if (unsaved.size > 0 && !row.contains(event.relatedTarget)) {
        save();
      }
    }
  });

  grid.addEventListener("input", function (event) {
    if (isCell(event.target)) {
      anchor = null;
      paint(null);
      touched(event.target);
    }
  });

  grid.addEventListener("change", function (event) {
    const input = event.target;
    if (input.matches(".grid__tick input[type=checkbox]")) {
      touched(input);
      save();
    } else if (input.matches(".grid-absence")) {
      const cell = input.closest("td").querySelector("input[data-base]");
      write([[cell, input.value]]);
      input.value = "";
      save();
    }
  });

  // Choosing with the mouse -----------------------------------------------------------------------
  grid.addEventListener("pointerdown", function (event) {
    if (!isCell(event.target) || event.pointerType !== "mouse") {
      return;
    }
    if (event.shiftKey && isCell(document.activeElement)) {
      event.preventDefault();
      go(event.target, true);
    } else {
      anchor = event.target;
      paint(null);
    }
  });

  grid.addEventListener("pointerover", function (event) {
    if (event.buttons === 1 && event.pointerType === "mouse" && anchor && isCell(event.target) && event.target !== anchor) {
      event.target.focus();
      paint(event.target);
    }
  });

  grid.addEventListener("click", function (event) {
    if (isCell(event.target)) {
      if (anchor === event.target) {
        anchor = null;
        event.target.select();
      }
      return;
    }
    const button = event.target.closest("[data-keep], [data-take]");
    if (!button) {
      return;
    }
    const input = cellAt(button.closest(".grid-row"), button.dataset.keep || button.dataset.take);
    button.closest("li").remove();
    if (button.dataset.keep) {
      touched(input);
      save();
    } else {
      input.value = input.dataset.text;
      input.closest("td").classList.remove("is-faulty", "is-unsaved");
      input.removeAttribute("aria-invalid");
      unsaved.delete(input);
    }
    input.focus();
  });

  // Copying and pasting ---------------------------------------------------------------------------
  function copied(input) {
    const area = block(input);
    const all = rows();
    const lines = [];
    for (let row = area.top; row <= area.bottom; row += 1) {
      const line = [];
      for (let day = area.first; day <= area.last; day += 1) {
        const one = cellAt(all[row], day);
        line.push(one ? one.value : "");
      }
      lines.push(line.join("\t"));
    }
    return lines.join("\n");
  }

  function onCopy(event) {
    const input = document.activeElement;
    if (!isCell(input) || !anchor || !isMany(block(input))) {
      return;
    }
    event.preventDefault();
    event.clipboardData.setData("text/plain", copied(input));
    if (event.type === "cut") {
      write(inside(block(input)).map(function (one) { return [one, ""]; }));
    }
  }
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);

  document.addEventListener("paste", function (event) {
    const input = document.activeElement;
    if (!isCell(input)) {
      return;
    }
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const area = block(input);
    const isBlock = /[\t\n]/.test(text);
    if (!isBlock && !isMany(area)) {
      return;
    }
    event.preventDefault();
    if (!isBlock) {
      write(inside(area).map(function (one) { return [one, text.trim()]; }));
      return;
    }
    const all = rows();
    const pairs = [];
    text.split("\n").forEach(function (line, down) {
      line.split("\t").forEach(function (value, right) {
        const one = cellAt(all[area.top + down], area.first + right);
        if (one) {
          pairs.push([one, value.trim()]);
        }
      });
    });
    write(pairs);
    save();
  });

  // Buttons ---------------------------------------------------------------------------------------
  undoButton.addEventListener("click", undo);

  form.addEventListener("click", function (event) {
    const button = event.target.closest("button[name=fill]");
    if (button) {
      event.preventDefault();
      save(button.value);
    }
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    grid.querySelectorAll(".is-faulty input[data-base]").forEach(function (input) { unsaved.add(input); });
    save();
  });

  // Leaving by a link of the page waits for the save; anything else is asked.
  if (toSubmit) {
    toSubmit.addEventListener("click", function (event) {
      if (unsaved.size === 0 && !sending) {
        return;
      }
      event.preventDefault();
      save();
      const waiting = setInterval(function () {
        if (unsaved.size === 0 && !sending) {
          clearInterval(waiting);
          window.location.href = toSubmit.href;
        } else if (said.classList.contains("saved--stop")) {
          clearInterval(waiting);
        }
      }, 100);
    });
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden" && unsaved.size > 0) {
      save();
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (unsaved.size > 0 || sending) {
      event.preventDefault();
    }
  });

  // A phone's keys for figures have no letters: absences are chosen from a list.
  function withAbsences(cell) {
    const input = cell.querySelector("input[data-base]");
    if (input && !cell.querySelector(".grid-absence")) {
      const select = choices.content.firstElementChild.cloneNode(true);
      select.setAttribute("aria-label", select.getAttribute("aria-label") + ": " + input.getAttribute("aria-label"));
      cell.append(select);
    }
  }

  // A phone shows today and yesterday; of the other days the one that is chosen, for everybody.
  function showDay() {
    const chosen = document.getElementById("shown-day");
    grid.querySelectorAll(".is-shown").forEach(function (cell) { cell.classList.remove("is-shown"); });
    if (!chosen || !chosen.value) {
      return;
    }
    grid.querySelectorAll('.grid__cell[data-day="' + chosen.value + '"]').forEach(function (cell) {
      cell.dataset.label = chosen.selectedOptions[0].textContent;
      cell.classList.add("is-shown");
      withAbsences(cell);
    });
  }

  const choices = document.getElementById("absence-choices");
  if (choices) {
    grid.querySelectorAll("input[data-base]").forEach(function (input) {
      input.inputMode = narrow.matches ? "decimal" : "text";
    });
    grid.querySelectorAll(".is-today, .is-yesterday").forEach(withAbsences);
    const days = document.getElementById("grid-day");
    days.hidden = false;
    days.querySelector("select").addEventListener("change", showDay);
  }

  rows().forEach(showButtons);
  const today = grid.querySelector("tbody .is-today");
  if (today && !narrow.matches) {
    const frame = grid.closest(".grid-frame");
    const cell = today.getBoundingClientRect();
    frame.scrollLeft += cell.left - frame.getBoundingClientRect().left - frame.clientWidth / 2;
  }
})();
