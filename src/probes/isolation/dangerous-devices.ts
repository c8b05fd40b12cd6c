import type { DeviceNode } from '../containers/container-processes.ts';

/** Block devices that hold no file system of the host. */
const NO_DISK = /^(loop|ram|zram|sr|fd|nbd)\d+$/;

/** A disk or partition, by whatever name. */
export const isDisk = ({ kind, name }: DeviceNode): boolean =>
  kind === 'block' && !NO_DISK.test(name);

/** Memory, ports, raw SCSI and NVMe, model-specific registers, input as a keyboard gives it. */
const WHOLE_MACHINE =
  /^(mem|kmem|port|loop-control|uinput|mapper\/control|nvme\d+|sg\d+|cpu\/\d+\/msr)$/;

/** Nodes through which a container changes the machine rather than uses a part of it. */
export const isDangerous = (device: DeviceNode): boolean =>
  isDisk(device) || WHOLE_MACHINE.test(device.name) || /^loop\d+$/.test(device.name);
