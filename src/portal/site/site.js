// The session page works without this: here are the countdown, the ticks of the rules, and show and hide.
// The server tells the time and judges the password; nothing is decided here.
"use strict";

const clock = document.getElementById("clock");
const form = document.getElementById("password-form");
const passcode = document.getElementById("passcode");

// Pressing twice sends once; whoever stopped the first one can send again soon.
document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (sent.dataset.sent) return event.preventDefault();
  sent.dataset.sent = "yes";
  setTimeout(() => delete sent.dataset.sent, 4000);
});
// A page out of the browser's memory may be long over. One that shows a passcode is left to the countdown.
addEventListener("pageshow", (event) => {
  if (event.persisted && !passcode) location.replace(clock ? clock.dataset.session : location.href);
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
  let before = null, asking = false, isOver = false;

  async function ask() {
    if (asking || isOver) return;
    asking = true;
    try {
      const answer = await fetch(`${session}/state`, { cache: "no-store" });
      // Over, whatever the reason: the page that says so.
      if (answer.status === 410 || answer.status === 403) return await leave();
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

  // A passcode is shown only once, and may not have been used yet: it stays, below what the other page says.
  async function leave() {
    if (!passcode) return location.replace(session);
    const answer = await fetch(session, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = page.querySelector("main");
    const kept = passcode.closest("section");
    clearInterval(ticking);
    clock.remove();
    for (const sent of kept.querySelectorAll("form")) sent.remove();
    said.append(kept);
    document.querySelector("main").replaceWith(said);
    document.title = page.title;
    const title = said.querySelector("h1");
    title.tabIndex = -1;
    title.focus();
    isOver = true;
  }

  function tick() {
    const slept = Math.abs(Date.now() - checkedOn - (performance.now() - checkedAt)) > 2000;
    const seconds = Math.max(0, Math.ceil((Number(deadline) - (Date.now() + offset)) / 1000));
    shown.hidden = false;
    shown.lastElementChild.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    // Said when a limit is passed while somebody reads the page; of two passed at once, the one that matters.
    const passed = announcements.find(([limit]) => before > limit && seconds <= limit);
    if (passed && seconds > 0) announcement.textContent = passed[1];
    before = before === null ? seconds : Math.min(before, seconds);
    if (slept || seconds === 0 || performance.now() - checkedAt > 15000) ask();
  }

  const ticking = setInterval(tick, 1000);
  tick();
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
