/* Reveals follow-ups on the page as soon as they are due. Without it the page comes back
   from the server with them. It reads answers and hides or shows; it sends nothing.
   The kiosk loads this very file and calls it for each ballot it puts on the screen. */
function follow(form) {
  "use strict";
  if (!form || !document.documentElement.closest) return;

  function given(test) {
    return asked(test).filter(function (e) {
      return (e.type === "radio" || e.type === "checkbox" ? e.checked : true) && e.value.trim() !== "";
    });
  }
  function asked(test) {
    return Array.prototype.filter.call(form.querySelectorAll("[name]"), function (e) {
      return e.name[0] !== "_" && test(e.name) && !e.closest("[hidden]");
    });
  }
  function isMark(e) {
    return e.value[0] === "~" && (e.type === "radio" || e.type === "checkbox");
  }
  function named(name) {
    return function (n) { return n === name; };
  }
  function within(code) {
    return function (n) { return n === code || n.indexOf(code + ".") === 0; };
  }
  function value(name) {
    var found = given(named(name))[0];
    return found && !isMark(found) ? written(found) : null;
  }
  function written(e) {
    /* Without a calendar people type 31/01/2026 and 01/2026; it is kept the other way round. */
    var kind = e.getAttribute("type"), said = e.value.trim(), parts = said.split(/[\/.-]/);
    if (kind !== "date" && kind !== "month" || parts[parts.length - 1].length !== 4) return said;
    return parts.reverse().map(function (n) { return n.length < 2 ? "0" + n : n; }).join("-");
  }
  function number(text) {
    return /^-?\d+([.,]\d+)?$/.test(text) ? Number(String(text).replace(",", ".")) : NaN;
  }
  function compare(a, op, b) {
    switch (op) {
      case "<": return a < b;
      case "<=": return a <= b;
      case ">": return a > b;
      case ">=": return a >= b;
      case "=": return a === b;
      default: return a !== b;
    }
  }
  function compared(op, name, kind, other) {
    var a = value(name), b = kind === "r" ? value(other) : other;
    if (a === null || b === null) return false;
    if (kind === "s") return compare(a, op, b);
    var m = number(a), n = number(b);
    return isNaN(m) || isNaN(n) ? kind === "r" && compare(a, op, b) : compare(m, op, n);
  }
  function is(state, code) {
    var said = given(within(code)), mark = null;
    said.forEach(function (e) {
      if (isMark(e) && (e.name === code || e.name === code + ".~")) mark = e.value.slice(1);
    });
    if (state === "skipped") return !said.length && asked(within(code)).length > 0;
    return state === "answered" ? said.length > 0 && !mark : mark === state;
  }
  function count(op, code, n) {
    var ticked = given(within(code)).filter(function (e) {
      return e.name.slice(-1) !== "~" && !isMark(e);
    });
    return is("answered", code) && compare(ticked.length, op, n);
  }
  function holds(c) {
    switch (c[0]) {
      case "not": return !holds(c[1]);
      case "and": return c.slice(1).every(holds);
      case "or": return c.slice(1).some(holds);
      case "has": return value(c[1]) !== null;
      case "count": return count(c[1], c[2], c[3]);
      case "is": return is(c[1], c[2]);
      default: return compared(c[0], c[1], c[2], c[3]);
    }
  }
  function reveal() {
    /* In the order asked: what is offered or hidden first may decide what comes after it. */
    form.querySelectorAll("[data-when], [data-among]").forEach(function (e) {
      if (e.dataset.when) { e.hidden = !holds(JSON.parse(e.dataset.when)); return; }
      e.hidden = !given(named(e.dataset.among)).length;
      if (e.hidden) e.querySelectorAll("input, select").forEach(function (i) {
        if (i.type === "radio") i.checked = false; else i.value = "";
      });
    });
  }
  /* Not form.elements: a question may be called "elements". */
  form.querySelector("[name=_at_once]").value = "1";
  form.addEventListener("input", reveal);
  form.addEventListener("change", reveal);
  reveal();
}
follow(document.getElementById("paper"));
