// What the page shows of people, days and decisions. Nothing here is kept or sent.
(function () {
  "use strict";

  const language = document.documentElement.lang;
  const english = language === "en";

  function text(name, values) {
    const found = document.querySelector('#device-texts [data-text="' + name + '"]').textContent;
    return Object.entries(values || {}).reduce(function (told, pair) {
      return told.replace("[" + pair[0] + "]", pair[1]);
    }, found);
  }

  function hours(value) {
    return english ? String(value) : String(value).replace(".", ",");
  }

  // "5.50" of 5,5 or 5:30 or 5 h; "" of nothing; null of what cannot be hours of a day.
  function read(typed) {
    const written = typed.trim().replace(/\s*(h|t)\.?$/i, "");
    if (written === "") {
      return "";
    }
    const clock = /^(\d{1,2}):([0-5]\d)$/.exec(written);
    let found = NaN;
    if (clock) {
      found = Math.round((Number(clock[1]) + Number(clock[2]) / 60) * 100) / 100;
    } else if (/^\d{1,2}([.,]\d{1,2})?$/.test(written)) {
      found = Number(written.replace(",", "."));
    }
    if (!(found >= 0 && found <= 24)) {
      return null;
    }
    return found === 0 ? "" : found.toFixed(2);
  }

  function dayText(iso) {
    const parts = iso.split("-").map(Number);
    const day = new Date(parts[0], parts[1] - 1, parts[2]);
    const weekday = new Intl.DateTimeFormat(language, { weekday: "long" }).format(day);
    const rest = english
      ? new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(day)
      : parts[2] + "." + parts[1] + "." + parts[0];
    return weekday + " " + rest;
  }

  function iso(day) {
    const two = function (number) {
      return String(number).padStart(2, "0");
    };
    return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate());
  }

  function stepped(day, step) {
    const parts = day.split("-").map(Number);
    return iso(new Date(parts[0], parts[1] - 1, parts[2] + step));
  }

  function monthAddress(pattern, placement, day) {
    const parts = day.split("-").map(Number);
    return pattern.replace("00000000-0000-0000-0000-000000000000", placement).replace("2000-1", parts[0] + "-" + parts[1]);
  }

  // How a person's day stands: what its field shows, and the state in words.
  function standing(person, day, write, sent) {
    const cell = person.cells[day];
    if (write) {
      const tone = { device: "warn", conflict: "stop", refused: "stop", faulty: "stop" }[write.state];
      const told = write.state === "faulty" ? text("faulty") : text(write.state);
      return { value: write.typed, kind: write.kind, told: told, tone: tone, locked: write.state === "conflict" };
    }
    const closed = person.closed.includes(day.slice(0, 7));
    const value = cell ? hours(cell.hours) : "";
    if (closed || (cell && cell.fixed)) {
      return { value: value, kind: "", told: text(closed ? "closed" : "fixed"), tone: "", locked: true };
    }
    return { value: value, kind: "work", told: sent ? text("sent", { clock: sent }) : "", tone: "ok", locked: false };
  }

  function row(person, day) {
    const made = document.getElementById("device-row").content.firstElementChild.cloneNode(true);
    const id = "row-" + person.id;
    made.dataset.placement = person.id;
    made.querySelector(".device-row__name").textContent = person.name;
    made.querySelector(".device-row__name").id = id;
    made.querySelector(".device-row__state").id = id + "-state";
    made.setAttribute("aria-labelledby", id);
    made.querySelectorAll("input, select").forEach(function (field) {
      field.setAttribute("aria-describedby", id + " " + id + "-state");
    });
    const agreed = person.agreed[day];
    const button = made.querySelector(".device-row__agreed");
    button.hidden = !agreed;
    if (agreed) {
      button.textContent = text("agreed", { hours: hours(agreed) });
      button.dataset.hours = hours(agreed);
      button.setAttribute("aria-describedby", id);
    }
    return made;
  }

  // Put the standing into the row; a field in which somebody writes is left alone.
  function fill(made, found) {
    const field = made.querySelector(".device-row__hours");
    const kind = made.querySelector(".device-row__kind");
    if (document.activeElement !== field) {
      field.value = found.value;
    }
    if (document.activeElement !== kind) {
      kind.value = found.kind || "work";
    }
    field.disabled = found.locked;
    kind.disabled = found.locked;
    made.querySelector(".device-row__agreed").disabled = found.locked;
    field.setAttribute("aria-invalid", found.tone === "stop" ? "true" : "false");
    const state = made.querySelector(".device-row__state");
    state.textContent = found.told;
    state.className = "device-row__state" + (found.told && found.tone ? " device-row__state--" + found.tone : "");
  }

  function kindText(value) {
    const option = document.getElementById("device-row").content.querySelector('option[value="' + value + '"]');
    return option ? option.textContent : value;
  }

  function decision(write, name, pattern) {
    const made = document.getElementById("device-decision").content.firstElementChild.cloneNode(true);
    const answer = write.answer || { state: write.state, reason: text("faulty") };
    const conflict = answer.state === "conflict";
    made.dataset.key = write.key;
    made.querySelector("h3").textContent = name + ", " + dayText(write.day);
    made.querySelector(".device-decision__reason").textContent = conflict ? "" : answer.reason;
    made.querySelector(".device-decision__mine").textContent =
      write.typed.trim() === "" ? text("none") : write.typed + " h " + kindText(write.kind);
    made.querySelector(".device-decision__other").hidden = !conflict;
    const there = made.querySelector(".device-decision__there");
    (answer.there || []).forEach(function (one) {
      const line = document.createElement("li");
      line.textContent = hours(one.hours) + " h " + one.kind + (one.who ? ", " + one.who + " " + one.at : "");
      there.append(line);
    });
    if (conflict && !there.childElementCount) {
      there.append(Object.assign(document.createElement("li"), { textContent: text("none") }));
    }
    made.querySelector(".device-decision__keep").hidden = !(conflict && answer.base);
    made.querySelector(".device-decision__again").hidden = write.state !== "refused";
    made.querySelector(".device-decision__month").href = monthAddress(pattern, write.placement, write.day);
    return made;
  }

  self.LaavuRows = {
    text: text,
    hours: hours,
    read: read,
    dayText: dayText,
    iso: iso,
    stepped: stepped,
    standing: standing,
    row: row,
    fill: fill,
    decision: decision,
  };
})();
