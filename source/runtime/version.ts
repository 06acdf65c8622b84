import packageFile from '../../package.json' with {type: 'json'};

/** Of the program, as in package.json. */
export const {version}: {readonly version: string} = packageFile;
