import process from 'node:process';
import {setImmediate as turn, setTimeout as delay} from 'node:timers/promises';
import {autotune, createRight} from './kernels/autotune.js';
import {createFirst} from './kernels/first-kernel.js';
import type {Kernel} from './kernels/kernel.js';
import {contenders, createKernel, isKernelName, type KernelName, kernels} from './kernels/list.js';
import {isStartKernel, type StartKernel, toProcessSchema} from './process-message.js';
import {type Report, Scanner} from './scanner.js';

/*
The entry of a miner process: `fork`ed with the kernel to start with as its only argument, told by messages what to scan. It lives exactly as long as its channel.
*/

process.title = 'chain-tui miner';

// A parent that was killed cannot say goodbye: the end of the channel is what tells.
process.once('disconnect', () => {
	process.exit();
});

// A terminal sends these to the whole group, a service manager too: it is for the parent to end us, in its own order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => undefined);
}

/** Milliseconds of mining before kernels are compared: who has little to do is done by then, and need not wait for it. */
const TUNE_AFTER_MS = 250;

// A message to a parent that is just dying fails; the end of the channel follows, and that is heard.
const report: Report = async message => new Promise(resolve => {
	process.send?.(message, undefined, undefined, () => {
		resolve();
	});
});

const random = (): number => Math.random();
const argument = process.argv[2];
const start: StartKernel = isStartKernel(argument) ? argument : 'auto';
const scanner = new Scanner(isKernelName(start) ? await createNamed(start) : await createFirst(random), report);

/** The kernel that somebody wants, or none and the end: another would not be what was asked for. */
async function createNamed(name: KernelName): Promise<Kernel> {
	try {
		return await createKernel(name);
	} catch (error) {
		await report({type: 'unfit', kernel: name, reason: error instanceof Error ? error.message : String(error)});
		return process.exit(); // eslint-disable-line unicorn/no-process-exit -- Nobody will give it work.
	}
}

const kernelInUse = (): KernelName => scanner.kernel as KernelName;

/** Compares kernels between slices of the job, and goes on with the fastest. */
async function tune(): Promise<void> {
	await delay(TUNE_AFTER_MS);
	const {kernel, rates} = await autotune(contenders, {clock: () => performance.now(), random, pause: async () => turn()});
	if (kernel) {
		scanner.use(kernel);
	}

	await report({type: 'kernel', kernel: kernelInUse()});
	await report({type: 'fastest', kernel: kernelInUse(), rates});
}

/** Goes on with a kernel that another process has found to be the fastest. */
async function change(name: KernelName): Promise<void> {
	const kernel = await createRight(kernels.find(maker => maker.name === name)!, random);
	if (kernel) {
		scanner.use(kernel);
	}

	await report({type: 'kernel', kernel: kernelInUse()});
}

process.on('message', message => {
	const order = toProcessSchema.parse(message);
	switch (order.type) {
		case 'job': {
			scanner.scan(order);
			break;
		}

		case 'kernel': {
			void change(order.kernel);
			break;
		}

		case 'rest': {
			scanner.rest();
			break;
		}

		case 'stop': {
			scanner.rest();
			process.disconnect();
			break;
		}
	}
});

if (process.connected) {
	void report({type: 'ready', kernel: kernelInUse()});
	if (start === 'auto') {
		await tune();
	}
} else {
	// The parent died before we could hear of it.
	process.exit(); // eslint-disable-line unicorn/no-process-exit -- As above.
}
