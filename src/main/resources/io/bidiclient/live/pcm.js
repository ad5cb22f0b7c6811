/** Samples: from floats of ±1 to 16-bit little-endian, and how loud they are. */

/** The samples rounded and clamped: −1 is −32768, and all from 32767/32768 on is 32767. */
export function toPcm16(samples) {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  for (let i = 0; i < samples.length; i++) {
    const rounded = Math.round(samples[i] * 32768);
    view.setInt16(i * 2, Math.max(-32768, Math.min(32767, rounded)), true);
  }
  return new Uint8Array(view.buffer);
}

/** The largest magnitude among the samples, 0 for none. */
export function peakOf(samples) {
  let peak = 0;
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample));
  }
  return peak;
}

/** A magnitude in dBFS, never under −60: less is silence to a meter. */
export function decibels(magnitude) {
  return magnitude > 0 ? Math.max(-60, 20 * Math.log10(magnitude)) : -60;
}
