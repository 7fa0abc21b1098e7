/* Where an interview is, if the person asked agrees: to the nearest hundred metres or so. */

const PATIENCE = 60000;

/** Begin to look; the value is there as soon as the tablet knows, and null until then. */
export function looked() {
  const found = { position: null };
  if (!navigator.geolocation) return found;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    found.position = { lat: rounded(coords.latitude), lon: rounded(coords.longitude), accuracy: Math.round(coords.accuracy) };
  }, () => {}, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: PATIENCE });
  return found;
}

function rounded(degrees) {
  return Math.round(degrees * 1000) / 1000;
}
