// Keying a sheet: Enter goes from box to box in the order of the paper, and the sums follow what is typed.
(function () {
  "use strict";

  const form = document.getElementById("keying");
  if (!form) {
    return;
  }
  const english = document.documentElement.lang === "en";
  const boxes = Array.from(form.querySelectorAll(".keying__box:not(:disabled)"));

  // Hours and whether they are of an absence, as the server reads them; nothing of what it cannot read.
  function read(text, agreed) {
    const match = /^(?:([a-z])\s*(.*)|(.*?[\d\s])([a-z]))$/i.exec(text.trim());
    let letter = match ? match[1] || match[4] : "";
    let rest = match ? match[2] || match[3] || "" : text.trim();
    if (/^[ht]$/i.test(letter)) {
      letter = "";
    }
    if (letter && rest.trim() === "") {
      return { hours: Number(agreed), absent: true };
    }
    const clock = /^(\d{1,2}):([0-5]\d)$/.exec(rest.trim());
    const hours = clock ? Number(clock[1]) + Number(clock[2]) / 60 : Number(rest.trim().replace(",", "."));
    return { hours: hours > 0 ? hours : 0, absent: Boolean(letter) };
  }

  function addUp() {
    const sums = { work: 0, absences: 0 };
    form.querySelectorAll(".keying__day .keying__box").forEach(function (box) {
      const found = read(box.value, box.dataset.agreed);
      sums[found.absent ? "absences" : "work"] += found.hours;
    });
    form.querySelectorAll("[data-keyed]").forEach(function (place) {
      const all = sums[place.dataset.keyed] + fixedHours(place.dataset.keyed);
      const text = (Math.round(all * 100) / 100).toFixed(2);
      place.textContent = english ? text : text.replace(".", ",");
    });
  }

  function fixedHours(kind) {
    return Array.from(form.querySelectorAll(".keying__fixed")).reduce(function (sum, one) {
      return sum + Number(one.dataset[kind]);
    }, 0);
  }

  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !event.target.matches(".keying__box")) {
      return;
    }
    const next = boxes[boxes.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    if (next) {
      event.preventDefault();
      next.focus();
      next.select();
    }
  });
  form.addEventListener("input", addUp);

  if (boxes.length > 0 && !document.querySelector("[data-focus]")) {
    boxes[0].focus();
    boxes[0].select();
  }
})();
