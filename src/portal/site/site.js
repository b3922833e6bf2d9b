// The session page works without this: here are the countdown, the ticks of the rules, and show and hide.
// The server tells the time and judges the password; nothing is decided here.
"use strict";

const clock = document.getElementById("clock");
const form = document.getElementById("password-form");

// Pressing twice sends once; whoever stopped the first one can send again soon.
document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (sent.dataset.sent) return event.preventDefault();
  sent.dataset.sent = "yes";
  setTimeout(() => delete sent.dataset.sent, 4000);
});
// A page out of the browser's memory may be long over.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(clock ? clock.dataset.session : location.href);
});

if (clock) countDown(clock);
if (form) watchPassword(form);

function countDown(clock) {
  const { deadline, session, five, one } = clock.dataset;
  const shown = document.getElementById("countdown");
  const announcement = document.getElementById("announcement");
  const announcements = [[60, one], [300, five]]; // the most urgent first
  // How far this machine's clock is from the server's, and when that was found out.
  let offset = Number(clock.dataset.now) - Date.now();
  let checkedAt = performance.now(), checkedOn = Date.now();
  let before = null, asking = false;

  async function ask() {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(`${session}/state`, { cache: "no-store" });
      // Over, whatever the reason: the page that says so.
      if (answer.status === 410 || answer.status === 403) return location.replace(session);
      if (answer.ok) {
        offset = (await answer.json()).now - Date.now();
        checkedAt = performance.now();
        checkedOn = Date.now();
      }
    } catch {
      // Not reachable now; the time goes on all the same.
    } finally {
      asking = false;
    }
  }

  function tick() {
    const slept = Math.abs(Date.now() - checkedOn - (performance.now() - checkedAt)) > 2000;
    const left = Math.max(0, Math.ceil((Number(deadline) - (Date.now() + offset)) / 1000));
    shown.hidden = false;
    shown.lastElementChild.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    // Said when a limit is passed while somebody reads the page; of two passed at once, the one that matters.
    const passed = announcements.find(([seconds]) => before > seconds && left <= seconds);
    if (passed && left > 0) announcement.textContent = passed[1];
    before = before === null ? left : Math.min(before, left);
    if (slept || left === 0 || performance.now() - checkedAt > 15000) ask();
  }

  tick();
  setInterval(tick, 1000);
  for (const event of ["focus", "online", "pageshow"]) addEventListener(event, ask);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

function watchPassword(form) {
  const password = form.elements.password;
  const reveal = document.getElementById("reveal");
  const strength = document.getElementById("strength");
  const names = strength.dataset.strengths.split("|");
  const show = reveal.textContent;
  let waiting, asked = 0;

  reveal.hidden = false;
  reveal.addEventListener("click", () => {
    const visible = password.type === "password";
    password.type = visible ? "text" : "password";
    reveal.textContent = visible ? reveal.dataset.hide : show;
    password.focus();
  });
  // Browsers remember what is sent as text.
  form.addEventListener("submit", () => {
    password.type = "password";
  });

  password.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 200);
  });

  async function check() {
    const mine = ++asked;
    const sent = new URLSearchParams({ form: form.elements.form.value, password: password.value });
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: sent });
      if (!answer.ok || mine !== asked) return;
      const { rules, score } = await answer.json();
      for (const item of form.querySelectorAll("[data-rule]")) tickOff(item, password.value ? rules[item.dataset.rule] : "open");
      strength.hidden = score === null || !password.value;
      strength.lastElementChild.textContent = names[score] ?? "";
    } catch {
      // Saving judges it all the same.
    }
  }

  function tickOff(item, tick) {
    item.dataset.tick = tick;
    const said = item.lastElementChild;
    said.textContent = said.dataset[tick] ? ` (${said.dataset[tick]})` : "";
  }
}
