// kilometres between two points: the same arithmetic as generator/meetinghouse/geo.py, kept equal by tests/shared/distance.json

const EARTH_RADIUS = 6371.0088;
const RADIANS = Math.PI / 180;

/**
 * Great-circle distance; infinite, never NaN, when a coordinate is not a number.
 * @param {[number, number]} a latitude, longitude
 * @param {[number, number]} b latitude, longitude
 */
export function kilometres(a, b) {
    if (![...a, ...b, b[0] - a[0], b[1] - a[1]].every(Number.isFinite)) return Infinity;
    const acrossLatitude = Math.sin(((b[0] - a[0]) * RADIANS) / 2) ** 2;
    const acrossLongitude = Math.sin(((b[1] - a[1]) * RADIANS) / 2) ** 2;
    const chord = acrossLatitude + Math.cos(a[0] * RADIANS) * Math.cos(b[0] * RADIANS) * acrossLongitude;
    // rounding can leave antipodes a hair above 1, and a latitude beyond a pole can leave it below 0
    return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, Math.max(0, chord))));
}
