import {once} from 'node:events';
import {Streamed} from './streamed.js';

/**
An answer as long as it likes in constant memory: a piece is made when the ones before it are on their way.

@param chunks - Failing half-way cuts the connection, so that nobody takes a part for the whole.
*/
export function streamText(contentType: string, chunks: AsyncIterable<string>): Streamed {
	return new Streamed(async (outgoing, signal) => {
		for await (const chunk of chunks) {
			if (signal.aborted) {
				outgoing.destroy();
				return;
			}

			if (!outgoing.headersSent) {
				outgoing.writeHead(200, {'content-type': contentType});
			}

			if (!outgoing.write(chunk)) {
				await once(outgoing, 'drain', {signal});
			}
		}

		outgoing.end();
	});
}
