import { benchCollector } from './collector.ts';
import { benchDiff } from './diff.ts';
import { benchFleet } from './fleet.ts';
import { benchJudging } from './judging.ts';
import { benchPeers } from './peers.ts';
import { benchQueue } from './queue.ts';
import { benchStartup } from './startup.ts';
import { benchWorkers } from './workers.ts';

await benchStartup();
await benchCollector();
await benchPeers();
await benchJudging();
await benchFleet([10, 100, 500]);
await benchDiff();
await benchQueue();
await benchWorkers();
