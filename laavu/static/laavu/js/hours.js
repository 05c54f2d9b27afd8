// The grid of a month's hours: moves as in a spreadsheet, adds up while one writes, saves by itself.
// Without this file the form's own button does the saving.
(function () {
  "use strict";

  const form = document.getElementById("hours-form");
  if (!form) {
    return;
  }
  const grid = form.querySelector(".hours-grid");
  const said = document.getElementById("hours-saved");
  const english = document.documentElement.lang === "en";
  const PAID = new Set(["work", "sick", "holiday", "public_holiday"]);
  const PAUSE = 1500;
  const AGAIN = 8000;
  const unsaved = new Set(); // days with something that the server has not answered yet
  let sending = false;
  let timer = 0;

  // Hours ---------------------------------------------------------------------------------------
  function hoursIn(text) {
    const written = text.trim().replace(/\s*(h|t)\.?$/i, "");
    const clock = /^(\d{1,2}):([0-5]\d)$/.exec(written);
    if (clock) {
      return Number(clock[1]) + Number(clock[2]) / 60;
    }
    return /^(\d+([.,]\d*)?|[.,]\d+)$/.test(written) ? Number(written.replace(",", ".")) : 0;
  }

  function shown(hours) {
    const text = (Math.round(hours * 100) / 100).toFixed(2);
    return english ? text : text.replace(".", ",");
  }

  function addUp() {
    const weeks = {};
    let total = 0;
    grid.querySelectorAll(".hour-line").forEach(function (line) {
      const kind = line.querySelector("[name$='-kind']");
      const hours = kind && PAID.has(kind.value) ? hoursIn(line.querySelector(".hour-line__hours").value) : 0;
      const week = line.parentElement.dataset.week;
      weeks[week] = (weeks[week] || 0) + hours;
      total += hours;
    });
    grid.querySelectorAll("[data-week-total]").forEach(function (place) {
      place.textContent = shown(weeks[place.dataset.weekTotal] || 0);
    });
    form.querySelector("[data-total]").textContent = shown(total);
  }

  // Saving --------------------------------------------------------------------------------------
  function say(text, tone) {
    said.textContent = text;
    said.className = "saved" + (tone ? " saved--" + tone : "");
  }

  function cells(day) {
    return Array.from(day.querySelectorAll("input, select")).filter(function (cell) {
      return cell.type !== "hidden";
    });
  }

  function values(day) {
    return cells(day).map(function (cell) { return cell.value; }).join("\n");
  }

  function touched(day) {
    unsaved.add(day.dataset.day);
    say(form.dataset.unsaved, "wait");
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  function dayOf(iso) {
    return document.getElementById("day-" + iso);
  }

  function save(add) {
    clearTimeout(timer);
    const days = new Set(unsaved);
    if (typeof add === "string") {
      days.add(add);
    }
    if (sending || days.size === 0) {
      return;
    }
    const data = new FormData();
    const before = {};
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    days.forEach(function (iso) {
      const day = dayOf(iso);
      before[iso] = values(day);
      day.querySelectorAll("input:not(:disabled), select").forEach(function (cell) {
        data.append(cell.name, cell.value);
      });
    });
    if (typeof add === "string") {
      data.append("add", add);
    }
    sending = true;
    say(form.dataset.saving, "");
    fetch(form.action || window.location.href, {
      method: "POST",
      body: data,
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
      keepalive: true,
    }).then(function (answer) {
      if (!answer.ok && answer.status !== 422) {
        throw new Error(String(answer.status));
      }
      return answer.text().then(function (text) {
        sending = false;
        merge(new DOMParser().parseFromString(text, "text/html"), before, answer.ok, add);
      });
    }).catch(function () {
      sending = false;
      say(form.dataset.offline, "stop");
      timer = setTimeout(save, AGAIN, add);
    });
  }

  // What was typed while the answer was on its way stays; all else is as the server has it.
  function merge(answer, before, kept, add) {
    answer.querySelectorAll(".hour-day").forEach(function (fresh) {
      const iso = fresh.dataset.day;
      const day = dayOf(iso);
      const same = values(day) === before[iso];
      if (same) {
        unsaved.delete(iso);
      }
      fresh.querySelectorAll(".hour-line").forEach(function (line) {
        const old = day.querySelector('[data-line="' + line.dataset.line + '"]');
        if (!old) {
          day.append(document.importNode(line, true));
          return;
        }
        old.className = line.className;
        old.querySelector("[data-meta]").replaceWith(document.importNode(line.querySelector("[data-meta]"), true));
        if (same) {
          cells(old).forEach(function (cell) {
            const now = line.querySelector('[name="' + cell.name + '"]');
            if (now && cell !== document.activeElement) {
              cell.value = now.value;
              cell.className = now.className;
            }
          });
        }
      });
      if (same) {
        day.querySelectorAll(".hour-line").forEach(function (line) {
          const gone = !fresh.querySelector('[data-line="' + line.dataset.line + '"]');
          if (gone && !line.contains(document.activeElement)) {
            line.remove();
          }
        });
      }
    });
    const concerns = answer.getElementById("hours-concerns");
    document.getElementById("hours-concerns").replaceWith(document.importNode(concerns, true));
    // One's own save is the next edition of the month; another's in between has not been seen yet.
    const edition = Number(answer.getElementById("month-edition").value);
    document.querySelectorAll("[data-edition]").forEach(function (field) {
      if (edition <= Number(field.value) + 1) {
        field.value = edition;
      }
    });
    const total = answer.getElementById("hours-total");
    document.getElementById("hours-total").replaceWith(document.importNode(total, true));
    addUp();
    say(answer.getElementById("hours-saved").textContent, kept ? "" : "stop");
    if (typeof add === "string") {
      const lines = dayOf(add).querySelectorAll(".hour-line__hours");
      lines[lines.length - 1].focus();
    }
    if (unsaved.size > 0) {
      timer = setTimeout(save, PAUSE);
    }
  }

  // Moving --------------------------------------------------------------------------------------
  function column(cell) {
    return cell.name.slice(cell.name.lastIndexOf("-"));
  }

  function move(cell, step, works) {
    const all = Array.from(grid.querySelectorAll('[name$="' + column(cell) + '"]:not(:disabled):not([type=hidden])'));
    for (let at = all.indexOf(cell) + step; at >= 0 && at < all.length; at += step) {
      const rests = all[at].closest(".hour-day").classList.contains("hour-day--rest");
      if (!works || !rests || all[at].value) {
        go(all[at]);
        return;
      }
    }
  }

  function go(cell) {
    cell.focus();
    if (cell.select) {
      cell.select();
    }
    cell.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function sideways(cell, step) {
    const all = cells(cell.closest(".hour-line"));
    const next = all[all.indexOf(cell) + step];
    if (next) {
      go(next);
    }
  }

  function atEdge(cell, step) {
    if (cell.tagName === "SELECT") {
      return true;
    }
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    return whole || (cell.selectionStart === cell.selectionEnd && cell.selectionStart === (step < 0 ? 0 : cell.value.length));
  }

  // On to the next person, once everything is saved.
  const onward = document.getElementById("onward");

  function leave() {
    save();
    const waiting = setInterval(function () {
      if (unsaved.size === 0 && !sending) {
        clearInterval(waiting);
        window.location.href = onward.href;
      } else if (said.classList.contains("saved--stop")) {
        clearInterval(waiting);
      }
    }, 100);
  }

  if (onward) {
    onward.addEventListener("click", function (event) {
      if (unsaved.size > 0 || sending) {
        event.preventDefault();
        leave();
      }
    });
  }

  grid.addEventListener("keydown", function (event) {
    const cell = event.target;
    if (onward && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onward.click();
      return;
    }
    if (!cell.matches("input, select") || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const list = cell.tagName === "SELECT";
    if (event.key === "Enter") {
      event.preventDefault();
      move(cell, event.shiftKey ? -1 : 1, true);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list && !event.shiftKey) {
      event.preventDefault();
      move(cell, event.key === "ArrowDown" ? 1 : -1, false);
    } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && !event.shiftKey) {
      const step = event.key === "ArrowRight" ? 1 : -1;
      if (atEdge(cell, step)) {
        event.preventDefault();
        sideways(cell, step);
      }
    }
  });

  // A column copied from a spreadsheet goes down from the cell at hand, a day to a row.
  grid.addEventListener("paste", function (event) {
    const cell = event.target;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!cell.matches(".hour-line__hours") || !text.includes("\n")) {
      return;
    }
    event.preventDefault();
    const days = Array.from(grid.querySelectorAll(".hour-day"));
    const from = days.indexOf(cell.closest(".hour-day"));
    text.split("\n").forEach(function (line, down) {
      const day = days[from + down];
      const place = day && day.querySelector(".hour-line__hours:not(:disabled)");
      if (place) {
        place.value = line.split("\t")[0].trim();
        touched(day);
      }
    });
    addUp();
    save();
  });

  grid.addEventListener("input", function (event) {
    const day = event.target.closest(".hour-day");
    if (day) {
      addUp();
      touched(day);
    }
  });

  grid.addEventListener("focusout", function (event) {
    const line = event.target.closest(".hour-line");
    if (line && !line.contains(event.relatedTarget) && unsaved.size > 0) {
      save();
    }
  });

  grid.addEventListener("click", function (event) {
    const button = event.target.closest("button[name=add]");
    if (button) {
      event.preventDefault();
      save(button.value);
    }
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (unsaved.size === 0 && !sending) {
      grid.querySelectorAll(".hour-line--faulty").forEach(function (line) {
        unsaved.add(line.closest(".hour-day").dataset.day);
      });
    }
    save();
  });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden" && unsaved.size > 0) {
      save();
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (unsaved.size > 0) {
      event.preventDefault();
    }
  });

  // The day at hand first: nobody scrolls a whole month on a phone.
  const today = grid.querySelector(".hour-day--today");
  if (today && !window.location.hash) {
    if (window.matchMedia("(width < 48rem)").matches) {
      today.scrollIntoView({ block: "start", behavior: "instant" });
    } else {
      today.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }
})();
