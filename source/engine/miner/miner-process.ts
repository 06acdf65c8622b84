import process from 'node:process';
import {createKernel, parseKernelChoice} from './kernels/list.js';
import {type FromProcess, toProcessSchema} from './process-message.js';
import {Scanner} from './scanner.js';

/*
The entry of a miner process: `fork`ed with the name of a kernel as its only argument, told by messages what to scan. It lives exactly as long as its channel.
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

// A message to a parent that is just dying fails; the end of the channel follows, and that is heard.
const report = (message: FromProcess): void => {
	process.send?.(message, undefined, undefined, () => undefined);
};

const kernel = await createKernel(parseKernelChoice(process.argv[2] ?? 'auto'));
const scanner = new Scanner(kernel, report);

process.on('message', message => {
	const order = toProcessSchema.parse(message);
	switch (order.type) {
		case 'job': {
			scanner.scan(order);
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
	report({type: 'ready', kernel: kernel.name});
} else {
	// The parent died before we could hear of it.
	process.exit(); // eslint-disable-line unicorn/no-process-exit -- As above.
}
