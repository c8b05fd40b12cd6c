/** Names a network that workers stand in; also a part of the name of a queue. */
export const ZONE_NAME = /^[A-Za-z\d][\w.-]{0,62}$/;

export const ZONE_WORDS = 'a name of at most 63 letters, digits, ".", "_" and "-"';
