// The form of a schedule: shows the next slots while it is typed, and an input for each argument of the function that is chosen.
(() => {
  'use strict';
  const form = document.getElementById('schedule');
  const slots = document.getElementById('slots');
  const TIMING = ['type', 'every', 'minutes', 'cron', 'keepDay', 'zone', 'repeats', 'nextRun', 'until', 'jitter'];
  let waiting;
  let asked = 0;

  async function part(page, values) {
    const address = new URL(page, location.href);
    Object.entries(values).forEach(([name, value]) => address.searchParams.set(name, value));
    const answer = await fetch(address, {cache: 'no-store'});
    if (answer.redirected) { // to the login page: the session has ended
      location.reload();
    }
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').body : null;
  }

  async function preview() {
    const mine = ++asked;
    const values = Object.fromEntries(TIMING.map((name) => [name, form.elements[name].value]));
    const fresh = await part('preview.xhtml', values);
    if (fresh && mine === asked) { // else something newer is under way
      slots.replaceChildren(...fresh.childNodes);
    }
  }

  async function chooseFunction() {
    const fresh = await part('arguments.xhtml', {func: form.elements.func.value});
    if (fresh) {
      document.getElementById('arguments').replaceChildren(...fresh.childNodes);
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => preview().catch(() => {}), 250);
  }

  form.addEventListener('input', (event) => {
    if (TIMING.includes(event.target.name)) {
      soon();
    }
  });
  form.elements.func.addEventListener('change', () => chooseFunction().catch(() => {}));
  form.querySelectorAll('details[data-open=true]').forEach((details) => { details.open = true; }); // something in it is wrong
  soon();
})();
