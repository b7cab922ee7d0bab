// Keeps an open page true: listens for events, fetches the same page again and takes over what changed, without touching focus, scroll or what is being typed.
(() => {
  'use strict';

  const leastGap = 500; // Between two fetches: a storm of events costs two pages a second.
  const refreshAfter = 10000; // Ages grow old by themselves.
  const hiddenAfter = 60000; // Nobody looks; but the title may be seen.
  const staleAfter = 25000;
  const said = document.getElementById('said');
  const stale = document.getElementById('stale');
  const clock = () => performance.now();

  let lastStart = -leastGap;
  let lastGood = clock();
  let timer = 0;
  let flying = null;
  let again = false;
  let lostSince = null;
  let after = document.body.dataset.after;
  let ended = false; // Whoever looks must log in, or the page is gone: asking again helps nobody.

  // ---- Taking over

  const same = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id || '') === (other.id || '');

  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.data !== to.data) from.data = to.data;
      return;
    }
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
      if (name !== 'open' && from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
    if (from.matches('textarea, select') && from === document.activeElement) return;
    morphChildren(from, to);
  }

  function morphChildren(from, to) {
    const keyed = new Map();
    for (const child of from.children) {
      if (child.id) keyed.set(child.id, child);
    }
    const kept = new Set();
    for (const child of to.children) {
      if (child.id) kept.add(child.id);
    }
    let at = from.firstChild;
    for (const wanted of [...to.childNodes]) {
      while (at && at.id && !kept.has(at.id)) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
      const known = wanted.id ? keyed.get(wanted.id) : null;
      if (known && known.nodeName === wanted.nodeName) {
        if (known === at) at = at.nextSibling;
        else from.insertBefore(known, at);
        morph(known, wanted);
      } else if (at && !at.id && same(at, wanted)) {
        const next = at.nextSibling;
        morph(at, wanted);
        at = next;
      } else {
        const fresh = document.importNode(wanted, true);
        if (fresh.nodeName === 'TR' && fresh.id) fresh.classList.add('fresh');
        from.insertBefore(fresh, at);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  function take(text) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const focused = document.activeElement;
    for (const part of document.querySelectorAll('[data-live]')) {
      const newer = page.getElementById(part.id);
      if (newer) morph(part, newer);
    }
    if (focused && focused !== document.body && document.activeElement !== focused) {
      const back = focused.isConnected ? focused : focused.id && document.getElementById(focused.id);
      if (back) back.focus({ preventScroll: true });
    }
    document.title = page.title;
    narrow();
  }

  // ---- Fetching

  function refresh() {
    if (timer || ended) return;
    if (flying) {
      again = true;
      return;
    }
    timer = setTimeout(fetchNow, Math.max(0, leastGap - (clock() - lastStart)));
  }

  async function fetchNow() {
    timer = 0;
    lastStart = clock();
    const url = location.pathname + location.search;
    const abort = new AbortController();
    const limit = setTimeout(() => abort.abort(), 15000);
    flying = abort;
    try {
      const answer = await fetch(url, { headers: { Accept: 'text/html' }, cache: 'no-store', signal: abort.signal });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) ended = true;
      if (!answer.ok) throw new Error('status ' + answer.status);
      const text = await answer.text();
      if (url === location.pathname + location.search) take(text);
      else again = true;
      lastGood = clock();
    } catch {
      // The page says itself how old it is.
    } finally {
      clearTimeout(limit);
      flying = null;
      show();
      if (again) {
        again = false;
        refresh();
      }
    }
  }

  // ---- What the head says of it

  const time = (date) => date.toISOString().slice(11, 19);

  function show() {
    const age = clock() - lastGood;
    const old = age > staleAfter || ended;
    const chip = document.getElementById('live');
    if (chip) {
      // A frozen service keeps its connections: silence is no life.
      const state = old ? 'bad' : lostSince ? 'warn' : 'good';
      const words = ended ? 'ended: reload this page' : lostSince ? 'reconnecting since ' + time(lostSince) : old ? 'no answer' : 'live';
      const sign = old ? '✕' : lostSince ? '…' : '●';
      if (chip.dataset.said !== words) {
        chip.dataset.said = words;
        chip.className = 'chip ' + state;
        chip.querySelector('.sign').textContent = sign;
        chip.querySelector('b').textContent = words;
      }
    }
    if (old) stale.querySelector('b').textContent = Math.round(age / 1000) + ' s old';
    if (stale.hidden === old) stale.hidden = !old;
  }

  // ---- Hearing

  let source = null;

  function deafen() {
    if (source) source.close();
    source = null;
  }

  function listen() {
    deafen();
    const kinds = (document.body.dataset.kinds || '').split(' ').filter(Boolean);
    // The first time from where the page's data ends, so that nothing is missed between the two; later the browser knows how far it heard.
    const mine = source = new EventSource('/api/stream' + (after ? '?after=' + after : ''));
    after = '';
    mine.onopen = () => {
      if (lostSince) refresh();
      lostSince = null;
      show();
    };
    mine.onerror = () => {
      lostSince = lostSince || new Date();
      show();
      if (mine.readyState === EventSource.CLOSED && mine === source && !ended) setTimeout(() => mine === source && listen(), 3000);
    };
    for (const kind of kinds) {
      mine.addEventListener(kind, (message) => {
        refresh();
        try {
          const told = JSON.parse(message.data);
          said.textContent = kind + ' ' + told.cluster + (told.master ? '/' + told.master : '');
        } catch {
          said.textContent = kind;
        }
      });
    }
  }

  // ---- Filtering while one types; the server's answer follows

  let typing = 0;
  let narrowed = false;

  function narrow() {
    const box = document.getElementById('q');
    const rows = box && document.querySelectorAll('table.masters tbody tr');
    if (!rows || !rows.length || (!box.value && !narrowed)) return;
    narrowed = box.value !== '';
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = (row.querySelector('th a').textContent + ' ' + row.querySelector('.where').textContent).toLowerCase();
      const hide = !words.every((word) => text.includes(word));
      if (row.hidden !== hide) row.hidden = hide;
    }
  }

  function follow(form) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value) query.append(name, value);
    }
    const text = query.toString();
    history.replaceState(null, '', location.pathname + (text ? '?' + text : ''));
    refresh();
  }

  document.addEventListener('input', (event) => {
    const form = event.target.form;
    if (!form || !form.matches('.filter')) return;
    narrow();
    clearTimeout(typing);
    typing = setTimeout(() => follow(form), event.target.matches('select') ? 0 : 250);
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('.filter')) return;
    event.preventDefault();
    clearTimeout(typing);
    follow(event.target);
  });

  // A key for the box that one reaches for.
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const box = document.getElementById('q');
    if (box) {
      event.preventDefault();
      box.focus();
    }
  });

  document.documentElement.classList.add('scripted');
  setInterval(show, 1000);
  setInterval(() => {
    if (!document.hidden || clock() - lastStart >= hiddenAfter) refresh();
  }, refreshAfter);
  // A browser has six connections for a host: tabs that nobody looks at must not hold them.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      deafen();
    } else {
      listen();
      refresh();
    }
  });
  if (!document.hidden) listen();
  show();
})();
