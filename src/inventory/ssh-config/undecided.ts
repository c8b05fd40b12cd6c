/** The reason of hosts for which nobody has asked yet whether the ssh2 transport will do. */
export const UNDECIDED = 'not decided';
