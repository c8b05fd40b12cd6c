import { benchCollector } from './collector.ts';
import { benchDiff } from './diff.ts';
import { benchFleet } from './fleet.ts';
import { benchJudging } from './judging.ts';
import { benchPeers } from './peers.ts';
import { benchQueue } from './queue.ts';
import { benchStartup } from './startup.ts';
import { benchStore } from './store.ts';
import { benchWorkers } from './workers.ts';

await benchStartup();
await benchCollector();
await benchPeers();
await benchJudging();
await benchFleet([10, 100, 500]);
await benchDiff();
await benchStore(10_000);
await benchQueue();
await benchWorkers();
