// Typing papers in: rows appear as they are needed, a digit chooses the answer with that number, Ctrl+Enter saves.
// Without this file the page is one plain form.
(function () {
  "use strict";

  const form = document.querySelector("form[data-papers]");
  if (!form) {
    return;
  }
  const asked = Array.from(form.querySelectorAll(".asked"));

  function isFilled(row) {
    return Array.from(row.querySelectorAll("input")).some(function (one) { return one.value.trim() !== ""; });
  }

  // The filled rows, and an empty one after them.
  function fit(list) {
    const rows = Array.from(list.children);
    const last = rows.reduce(function (found, row, number) { return isFilled(row) ? number : found; }, -1);
    rows.forEach(function (row, number) { row.hidden = number > last + 1 && !row.querySelector(".invalid-feedback"); });
  }

  function fields(part) {
    return Array.from(part.querySelectorAll("input:not([type=hidden]), textarea")).filter(function (one) {
      return !one.disabled && one.checkVisibility();
    });
  }

  function goOn(part) {
    const later = asked.slice(asked.indexOf(part) + 1).find(function (one) { return fields(one).length > 0; });
    const target = later ? fields(later)[0] : form.querySelector("button[type=submit]");
    target.focus();
  }

  // Of a scale the digit is the answer, of choices its place.
  function choice(part, digit) {
    const boxes = Array.from(part.querySelectorAll("input[type=radio], input[type=checkbox]"));
    if (part.dataset.kind === "scale") {
      return boxes.find(function (one) { return one.value === digit; });
    }
    return boxes[Number(digit) - 1];
  }

  form.querySelectorAll(".asked__rows").forEach(function (list) {
    fit(list);
    list.addEventListener("input", function () { fit(list); });
  });
  form.querySelectorAll(".asked[data-kind=one], .asked[data-kind=many]").forEach(function (part) {
    part.querySelectorAll(".asked__choice label").forEach(function (label, number) {
      if (number < 9) {
        const mark = document.createElement("kbd");
        mark.textContent = number + 1;
        mark.setAttribute("aria-hidden", "true");
        label.prepend(mark, " ");
      }
    });
  });

  const begin = form.querySelector("[data-focus-first]");
  if (begin && fields(begin).length) {
    fields(begin)[0].focus();
  }

  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    const part = event.target.closest(".asked");
    if (!part || !event.target.matches("input[type=radio], input[type=checkbox]") || !/^[0-9]$/.test(event.key)) {
      return;
    }
    const box = choice(part, event.key);
    if (!box) {
      return;
    }
    event.preventDefault();
    if (box.type === "checkbox") {
      box.checked = !box.checked;
      box.focus();
    } else {
      box.checked = true;
      goOn(part);
    }
  });
})();
