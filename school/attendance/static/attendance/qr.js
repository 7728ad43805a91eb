/* Draws a QR code of up to 53 bytes: version 3, level L, mask 0, and nothing else.
   That is what a trainee's code needs, and small enough to be there without a signal. */
(() => {
  "use strict";
  const SIZE = 29, DATA = 55, CHECK = 15, QUIET = 4;

  const exp = [], log = [];
  for (let i = 0, x = 1; i < 255; i += 1) {
    exp[i] = x;
    log[x] = i;
    x <<= 1;
    if (x > 255) x ^= 0x11d;
  }
  const times = (a, b) => (a && b ? exp[(log[a] + log[b]) % 255] : 0);
  let generator = [1];
  for (let i = 0; i < CHECK; i += 1) {
    const next = new Array(generator.length + 1).fill(0);
    generator.forEach((g, at) => {
      next[at] ^= g;
      next[at + 1] ^= times(g, exp[i]);
    });
    generator = next;
  }

  const codewords = (text) => {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > 53) throw new RangeError("too long for this code");
    const bits = [];
    const push = (value, length) => {
      for (let i = length - 1; i >= 0; i -= 1) bits.push((value >> i) & 1);
    };
    push(4, 4);
    push(bytes.length, 8);
    bytes.forEach((byte) => push(byte, 8));
    push(0, Math.min(4, DATA * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    const words = [];
    for (let i = 0; i < bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(""), 2));
    for (let pad = 0xec; words.length < DATA; pad ^= 0xec ^ 0x11) words.push(pad);
    const rest = [...words, ...new Array(CHECK).fill(0)];
    for (let i = 0; i < DATA; i += 1) {
      const factor = rest[i];
      generator.forEach((g, at) => { rest[i + at] ^= times(g, factor); });
    }
    return [...words, ...rest.slice(DATA)];
  };

  const matrix = (text) => {
    const dark = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
    const put = (row, column, value) => {
      if (row >= 0 && column >= 0 && row < SIZE && column < SIZE) dark[row][column] = value ? 1 : 0;
    };
    for (const [top, left] of [[0, 0], [0, SIZE - 7], [SIZE - 7, 0]]) {
      for (let r = -1; r < 8; r += 1) {
        for (let c = -1; c < 8; c += 1) {
          const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3));
          put(top + r, left + c, ring < 4 && ring !== 2);
        }
      }
    }
    for (let r = -2; r < 3; r += 1) {
      for (let c = -2; c < 3; c += 1) put(22 + r, 22 + c, Math.max(Math.abs(r), Math.abs(c)) !== 1);
    }
    for (let i = 8; i < SIZE - 8; i += 1) {
      put(6, i, i % 2 === 0);
      put(i, 6, i % 2 === 0);
    }
    /* Level L and mask 0, with their own check bits. */
    let remainder = 0b01000 << 10;
    for (let i = 14; i > 9; i -= 1) if ((remainder >> i) & 1) remainder ^= 0x537 << (i - 10);
    const format = ((0b01000 << 10) | remainder) ^ 0x5412;
    for (let i = 0; i < 15; i += 1) {
      const bit = (format >> i) & 1;
      if (i < 6) put(i, 8, bit);
      else if (i < 8) put(i + 1, 8, bit);
      else put(SIZE - 15 + i, 8, bit);
      if (i < 8) put(8, SIZE - 1 - i, bit);
      else if (i < 9) put(8, 15 - i, bit);
      else put(8, 14 - i, bit);
    }
    put(SIZE - 8, 8, 1);

    const bits = codewords(text).flatMap((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((i) => (word >> i) & 1));
    let next = 0, up = true;
    for (let right = SIZE - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < SIZE; step += 1) {
        const row = up ? SIZE - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (dark[row][column] !== null) continue;
          const bit = next < bits.length ? bits[next] : 0;
          next += 1;
          dark[row][column] = bit ^ ((row + column) % 2 === 0 ? 1 : 0);
        }
      }
      up = !up;
    }
    return dark;
  };

  const SVG = "http://www.w3.org/2000/svg";
  const drawing = (text) => {
    const whole = SIZE + 2 * QUIET;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${whole} ${whole}`);
    svg.setAttribute("shape-rendering", "crispEdges");
    const ground = document.createElementNS(SVG, "path");
    ground.setAttribute("fill", "#fff");
    ground.setAttribute("d", `M0 0h${whole}v${whole}H0z`);
    const ink = document.createElementNS(SVG, "path");
    ink.setAttribute("fill", "#000");
    ink.setAttribute("d", matrix(text).flatMap((line, row) =>
      line.map((bit, column) => (bit ? `M${column + QUIET} ${row + QUIET}h1v1h-1z` : ""))).join(""));
    svg.append(ground, ink);
    return svg;
  };

  window.evening = { ...window.evening, drawing };
})();
