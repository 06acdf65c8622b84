import test from 'ava';
import {hostOf, isWithinReach, reachOf} from '../../source/api/reach.js';

const places = {
	loopback: ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
	lan: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.5', '100.64.0.1', 'fd12:3456::1', '::ffff:192.168.1.5', '::ffff:c0a8:105'],
	public: ['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'],
	nowhere: [undefined, '', 'localhost', 'node.lan', '0.0.0.0', '0.1.2.3', '169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1', 'fec0::1', '224.0.0.1', '255.255.255.255', '::', 'ff02::1', '100.100.100.200', 'fd00:ec2::254', '64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', '0177.0.0.1', '2130706433'],
} as const;

for (const [place, addresses] of Object.entries(places)) {
	for (const address of addresses) {
		test(`${JSON.stringify(address ?? null)} is ${place}`, t => {
			t.is(reachOf(address), place === 'nowhere' ? undefined : place as 'lan');
		});
	}
}

test('whoever names an address may name what is as far away as themselves, or farther', t => {
	const of = (address: string) => (['loopback', 'lan', 'public'] as const).map(reach => isWithinReach(address, reach));
	t.deepEqual(of('127.0.0.1'), [true, false, false]);
	t.deepEqual(of('10.0.0.1'), [true, true, false]);
	t.deepEqual(of('1.1.1.1'), [true, true, true]);
	t.deepEqual(of('169.254.169.254'), [false, false, false]);
});

test('the host of a URL is read as browsers read it, whatever number it hides in', t => {
	for (const [url, host] of [['http://2130706433:5000', '127.0.0.1'], ['http://0177.0.0.1/', '127.0.0.1'], ['http://0x7f.1', '127.0.0.1'], ['http://[::1]:5000', '::1'], ['http://[::ffff:127.0.0.1]', '::ffff:7f00:1']] as const) {
		t.is(hostOf(url), host);
	}
});
