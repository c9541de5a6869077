// @ts-check
// where the visitor is: asked only on a click, blurred to about a kilometre, kept in memory and nowhere else

/** @typedef {'denied' | 'unavailable' | 'timeout'} Reason */

const ENOUGH_METRES = 20000;
const WAIT = 12000;

export class NoPosition extends Error {
    /** @param {Reason} reason */
    constructor(reason) {
        super(reason);
        /** @type {Reason} */
        this.reason = reason;
    }
}

/**
 * @param {Geolocation | undefined} geolocation
 * @returns {Promise<[number, number]>}
 */
export function findPosition(geolocation = navigator.geolocation) {
    return new Promise((resolve, reject) => {
        if (!geolocation) return reject(new NoPosition('unavailable'));
        geolocation.getCurrentPosition(
            ({coords}) => (isUseful(coords) ? resolve([blur(coords.latitude), blur(coords.longitude)]) : reject(new NoPosition('unavailable'))),
            ({code}) => reject(new NoPosition(code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable')),
            {enableHighAccuracy: false, timeout: WAIT, maximumAge: 600000},
        );
    });
}

/** a circle of 50 km, or 0° 0° in the sea off Africa, is a device that does not know @param {GeolocationCoordinates} coords */
const isUseful = ({latitude, longitude, accuracy}) => accuracy <= ENOUGH_METRES && (latitude !== 0 || longitude !== 0);

/** @param {number} degrees */
const blur = (degrees) => Math.round(degrees * 100) / 100;
