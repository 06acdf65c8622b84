import {Box, Text} from 'ink';
import {
	type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore,
} from 'react';
import {toApiError} from '../api/api-error.js';
import {ConfirmDialog} from '../components/confirm-dialog.js';
import {Footer, type Toast} from '../components/footer.js';
import {HelpView} from '../components/help-view.js';
import {Paragraph} from '../components/paragraph.js';
import {Palette, type PaletteCommand} from '../components/palette.js';
import {isTooSmall, LEAST, SizeNotice} from '../components/size-notice.js';
import {
	type Size, type Surroundings, SurroundingsContext,
} from '../hooks/surroundings.js';
import {useStore} from '../hooks/use-store.js';
import {type Binding, showKey} from '../keymap/binding.js';
import {globalBindings} from '../keymap/global-bindings.js';
import {KeyRouter, type Layer} from '../keymap/key-router.js';
import {firstRunBindings} from '../screens/first-run/bindings.js';
import {FirstRun} from '../screens/first-run/index.js';
import type {Program, ProgramState} from '../store/program.js';
import type {KeyEvent} from '../terminal/key-event.js';
import {type Theme, type ThemeName, themes} from '../theme.js';
import {screens} from './screens.js';
import {TopBars} from './top-bars.js';

/** What works without screens to go to. */
const withoutScreens = globalBindings.filter(({id}) => id !== 'next' && id !== 'previous');

const retryBinding = {id: 'retry', keys: ['r'], label: 'try again', hint: 'try again'} as const satisfies Binding;

/** Rows of tabs and hints. */
const BARS = 2;

const TOAST_MS = 2000;
const ERROR_MS = 4000;

/** What the shell needs of the terminal. */
export type TerminalDoor = {
	readonly size: Size;
	readonly onResize: (listener: () => void) => () => void;
	/** The listener says whether the key was typed into a field. */
	readonly onKey: (listener: (event: KeyEvent) => boolean) => () => void;
	readonly copy: (text: string) => void;
	readonly redraw: () => void;
	readonly suspend: () => void;
	/** Ends the program. @param isNow - Without waiting for anything. */
	readonly quit: (isNow?: boolean) => void;
};

type Properties = {
	readonly program: Program;
	readonly terminal: TerminalDoor;
	/** What the terminal says of itself; a person may have chosen otherwise. */
	readonly guessedTheme: ThemeName;
	readonly isScreenReader: boolean;
};

/** The frame that all screens live in: tabs, the screen, hints; and who gets which key. */
export function Shell({program, terminal, guessedTheme, isScreenReader}: Properties) {
	const state = useStore(program);
	const theme = themes[state.settings.theme ?? guessedTheme];
	const node = useStore(state.node);
	const miner = useStore(state.miner);
	const isPoolOn = isOn(useStore(state.pool));
	const [whole, setWhole] = useState(terminal.size);
	const [current, setCurrent] = useState(() => screens[0]?.id ?? '');
	const [modal, setModal] = useState<ReactNode>(undefined);
	const {toast, show} = useToast();
	const [router] = useState(() => new KeyRouter(why => {
		show(why, 'bad');
	}));
	useSyncExternalStore(router.subscribe, router.getVersion);
	const isQuitting = useRef(false);

	useEffect(() => terminal.onResize(() => {
		setWhole(terminal.size);
	}), [terminal]);
	useEffect(() => terminal.onKey(event => router.dispatch(event)), [terminal, router]);
	useEffect(() => {
		const remembered = program.settings.screen;
		if (state.phase === 'running' && screens.some(({id}) => id === remembered)) {
			setCurrent(remembered!);
		}
	}, [program, state.phase]);

	const closeModal = useCallback(() => {
		setModal(undefined);
	}, []);
	const isRunning = state.phase === 'running';
	const trouble = isRunning ? node?.trouble : undefined;
	const bars = trouble === undefined ? BARS : BARS + 1;
	const surroundings = useMemo((): Surroundings => ({
		program,
		router,
		theme,
		guessedTheme,
		size: {columns: Math.max(LEAST.columns, whole.columns), rows: Math.max(LEAST.rows, whole.rows) - bars},
		isScreenReader,
		toast: show,
		copy(text, what) {
			terminal.copy(text);
			show(`${what} copied`);
		},
		openModal: setModal,
		closeModal,
		attempt(action) {
			void (async () => {
				try {
					await action();
				} catch (error) {
					show(toApiError(error).message, 'bad');
				}
			})();
		},
	}), [program, router, theme, guessedTheme, whole, bars, isScreenReader, show, closeModal, terminal]);

	const screen = screens.find(({id}) => id === current);
	const goTo = (id: string) => {
		setCurrent(id);
		program.remember({screen: id});
	};

	const quit = () => {
		if (isQuitting.current) {
			terminal.quit(true);
			return;
		}

		isQuitting.current = true;
		show('Stopping');
		terminal.quit();
	};

	const askToQuit = () => {
		const text = quitText(miner?.isRunning ?? false, isPoolOn);
		if (text === undefined) {
			quit();
		} else {
			setModal(<ConfirmDialog title='Quit' text={text} verb='Quit' onYes={quit}/>);
		}
	};

	const step = (by: number) => {
		const index = screens.findIndex(({id}) => id === current);
		goTo(screens.at((index + by) % screens.length)!.id);
	};

	const tabBindings: readonly Binding[] = screens.map(({id, key, title}) => ({id, keys: [key], label: `the screen ${title}`}));
	const tabActions = Object.fromEntries(screens.map(({id}) => [id, () => {
		goTo(id);
	}]));
	const everywhere: readonly Binding[] = state.phase === 'failed' ? [retryBinding, ...withoutScreens] : withoutScreens;
	const openHelp = () => {
		setModal(<HelpView groups={[
			...(isRunning && screen ? [{title: screen.title, bindings: screen.bindings}] : []),
			...(state.phase === 'first-run' ? [{title: 'The questions', bindings: firstRunBindings}] : []),
			{title: 'Everywhere', bindings: isRunning ? [...tabBindings, ...globalBindings] : everywhere},
		]}/>);
	};

	const openPalette = () => {
		setModal(<Palette commands={paletteOf(router.active())}/>);
	};

	const layer = {
		level: 'global',
		bindings: isRunning ? [...globalBindings, ...tabBindings] : everywhere,
		actions: {
			...tabActions,
			help: openHelp,
			palette: openPalette,
			retry() {
				void program.reopen();
			},
			quit: askToQuit,
			interrupt: quit,
			redraw: terminal.redraw,
			suspend: terminal.suspend,
			next() {
				step(1);
			},
			previous() {
				step(-1);
			},
		},
	} as const satisfies Layer;
	const newest = useRef<Layer>(layer);
	newest.current = layer;
	useEffect(() => router.add(() => newest.current), [router]);

	const isSmall = isTooSmall(whole);
	const hints = hintsOf(state.phase, router, modal !== undefined);
	return (
		<SurroundingsContext.Provider value={surroundings}>
			{isSmall && <SizeNotice {...whole}/>}
			<Box display={isSmall ? 'none' : 'flex'} flexDirection='column' width={whole.columns} height={whole.rows} overflowY='hidden'>
				<TopBars network={node && state.network?.name} node={node} screen={isRunning ? screen : undefined} trouble={trouble} columns={whole.columns} theme={theme}/>
				<Box flexDirection='column' width={whole.columns} height={Math.max(1, whole.rows - bars)} overflowY='hidden'>
					{/* The screen stays where it is, so that nothing typed is lost; what is in front of it is all that shows. */}
					<Box display={modal === undefined ? 'flex' : 'none'} flexDirection='column'>
						{bodyOf(state, screen?.View, whole.columns, theme)}
					</Box>
					{modal}
				</Box>
				<Footer bindings={hints} toast={toast} columns={whole.columns} theme={theme}/>
			</Box>
		</SurroundingsContext.Provider>
	);
}

/** What keys mean now. The first run shows its own hints: what they do depends on the question. */
function hintsOf(phase: ProgramState['phase'], router: KeyRouter, isModal: boolean): readonly Binding[] {
	if (phase === 'running' || isModal) {
		return router.hints();
	}

	const few = globalBindings.filter(({id}) => id === 'help' || id === 'quit');
	return phase === 'failed' ? [retryBinding, ...few] : (phase === 'first-run' ? [] : few);
}

function bodyOf({phase, step, error}: ProgramState, View: ComponentType | undefined, columns: number, theme: Theme): ReactNode {
	switch (phase) {
		case 'running': {
			return View && <View/>;
		}

		case 'first-run': {
			return <FirstRun/>;
		}

		case 'failed': {
			return (
				<Box flexDirection='column' padding={1} gap={1}>
					<Text bold color={theme.bad}>This did not work</Text>
					<Paragraph text={error?.message ?? ''} width={columns - 2}/>
					<Text dimColor>r tries again, q quits</Text>
				</Box>
			);
		}

		case 'opening': {
			return <Box padding={1}><Text dimColor>{step}…</Text></Box>;
		}
	}
}

const isOn = (pool: {readonly phase: string} | undefined): boolean => pool !== undefined && pool.phase !== 'off';

/** What is asked before quitting; `undefined` where nothing runs. */
function quitText(isMining: boolean, isPoolOn: boolean): string | undefined {
	if (isMining && isPoolOn) {
		return 'The miner and the pool are running. Stop them and quit?';
	}

	return isMining || isPoolOn ? `The ${isMining ? 'miner' : 'pool'} is running. Stop it and quit?` : undefined;
}

/** What can be done now, by the keys that do it. */
function paletteOf(layers: readonly Layer[]): PaletteCommand[] {
	return layers.flatMap(({bindings, actions}) => bindings.flatMap(({id, label, keys}): PaletteCommand[] => {
		const action = actions[id];
		const run = typeof action === 'function' ? action : (action?.disabled === undefined ? action?.run : undefined);
		return run && id !== 'palette' ? [{label, key: showKey(keys[0]!), run}] : [];
	}));
}

function useToast() {
	const [toast, setToast] = useState<Toast>();
	const timer = useRef<NodeJS.Timeout>(undefined);
	const show = useCallback((text: string, kind: Toast['kind'] = 'good') => {
		clearTimeout(timer.current);
		setToast({text, kind});
		timer.current = setTimeout(() => {
			setToast(undefined);
		}, kind === 'bad' ? ERROR_MS : TOAST_MS);
	}, []);
	useEffect(() => () => {
		clearTimeout(timer.current);
	}, []);
	return {toast, show};
}
