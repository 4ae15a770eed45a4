import type { Manifest, SettingManifest } from '../../contract/connector.ts';
import { decimals, quantitiesMean, readBacks, weightUnits } from './settings.ts';
import { delimiters } from './translate/csv.ts';
import { encodings } from './translate/decode.ts';
import { layouts } from './translate/fields.ts';
import { warehouseStatuses } from '../../core/model/warehouse.ts';

/** In one look at the most: files put away, new ones read, old ones removed. */
export const most = { settled: 50, read: 50, removed: 40, acknowledged: 50 } as const;

export const timeouts = { list: 30_000, read: 60_000, write: 28_000, move: 28_000 } as const;

/** Our own folders, whose files are removed after a time. */
export const archives = 3;

const open = (
  path: string, label: string, meaning: string, choices?: readonly string[],
): SettingManifest => ({
  path, label, meaning, isSecret: false, isRequired: false,
  ...(choices === undefined ? {} : { choices }),
});

const secret = (path: string, label: string, meaning: string): SettingManifest =>
  ({ path, label, meaning, isSecret: true, isRequired: false });

const sign = ['sftp.host', 'sftp.user', 'sftp.hostKey'];
const server = [...sign, 'sftp.port', 'sftp.root'];

export const manifest: Manifest = {
  connector: 'csv-files',
  title: 'CSV files (SFTP or a folder)',
  roles: ['warehouse'],
  settings: [
    open('folder', 'Folder of this machine',
      'Where files lie when no server is asked; below one that GATEPASS_FILES names'),
    open('sftp.host', 'SFTP server', 'Its host name or address'),
    open('sftp.port', 'Port', 'Usually 22'),
    open('sftp.user', 'User', 'Who signs in there'),
    open('sftp.hostKey', 'Host key', 'SHA256:… of the server’s key, from its owner or from ' +
      'ssh-keyscan and ssh-keygen -lf'),
    secret('sftp.password', 'Password', 'Of the user, where the server takes one'),
    secret('sftp.privateKey', 'Private key', 'Text of an OpenSSH key, where the server takes one'),
    secret('sftp.passphrase', 'Passphrase', 'Of the private key, where it has one'),
    open('sftp.root', 'Folder on the server', 'All other folders are below it; usually /'),
    open('in', 'Folder that is read', 'Where the warehouse puts its files'),
    open('out', 'Folder for dispatches', 'Where Gatepass puts its files'),
    open('processed', 'Folder for files that were taken', 'Taken files go there'),
    open('rejected', 'Folder for files that were refused', 'With the rows that were left out'),
    open('acknowledged', 'Folder for acknowledgements', 'What became of each file, row by row'),
    open('names', 'Names of files', 'Which are read, such as *.csv or shp_*.csv'),
    open('layout', 'Layout',
      'How rows lie: flat, one for each line; dsfx, DropStream’s PH and PD rows',
      layouts),
    open('columns', 'Columns', 'Which column says what, where it is not called as we do: ' +
      'orderNumber = Auftrag, sku = Artikel'),
    open('encoding', 'Encoding',
      'Of the letters; auto tells UTF-8, UTF-16 and Windows-1252 apart', encodings),
    open('delimiter', 'Between cells',
      'What stands between cells; auto goes by the first line', delimiters),
    open('decimal', 'Decimal sign', 'Of prices and weights', decimals),
    open('dates', 'Dates',
      'How times are written: iso, unix, or a pattern such as DD/MM/YYYY HH:mm'),
    open('timeZone', 'Time zone', 'Of dates that name none, such as Europe/London'),
    open('status', 'Status of every file', 'Where no column says how far a consignment has come',
      warehouseStatuses),
    open('statusWords', 'Words for the status', 'The warehouse’s words, each with one of ours: ' +
      'Versandfertig = packed'),
    open('quantities', 'Quantities', 'With columns each step has its own; with done the ordered ' +
      'quantity counts for every step that the status has reached', quantitiesMean),
    open('channel', 'Channel', 'Whose orders these are, where no column says it'),
    open('between', 'Between tracking numbers', 'Where one cell holds several'),
    open('weightUnit', 'Unit of weights', 'As the files have them', weightUnits),
    open('steadySeconds', 'Seconds without change', 'So long a file must stay as it is before it ' +
      'is read; 0 where files only come by renaming'),
    open('largestMegabytes', 'Largest file', 'In MB; a larger one is refused'),
    open('keepDays', 'Days to keep', 'How long taken and refused files are kept'),
    open('readBack', 'What counts as heard', 'The next snapshot that says dispatched, or a file ' +
      'called like ours with .ack behind it', readBacks),
  ],
  reached: {
    by: 'one',
    ways: [
      {
        way: 'password', label: 'SFTP server, with a password',
        meaning: 'The files lie on a server, and its user signs in with a password',
        settings: [...server, 'sftp.password'], needs: [...sign, 'sftp.password'],
      },
      {
        way: 'privateKey', label: 'SFTP server, with a private key',
        meaning: 'The files lie on a server, and its user signs in with an OpenSSH key',
        settings: [...server, 'sftp.privateKey', 'sftp.passphrase'],
        needs: [...sign, 'sftp.privateKey'],
      },
      {
        way: 'folder', label: 'Folder of this machine',
        meaning: 'Somebody else brings the files there and fetches them',
        settings: ['folder'], needs: ['folder'],
      },
    ],
  },
  guide: '/docs/guides/connect-by-files',
  operations: {
    'tell-warehouse': {
      batchSize: 1,
      costInCalls: 1,
      // A message has one file name: written again it takes its own place.
      repeating: 'safe',
      timeoutMilliseconds: timeouts.write,
    },
  },
  feeds: [{
    feed: 'files',
    shows: ['consignment', 'acknowledgement'],
    costInCalls: 1 + most.settled * 4 + most.read + archives + most.removed +
      1 + most.acknowledged * 2,
    // One small request on a connection that stays open.
    everyMilliseconds: 5_000,
    briskMilliseconds: 2_000,
    // Whatever lies in the folder is looked at, however old; nothing depends on the window.
    overlapMilliseconds: 0,
  }],
  probeCostInCalls: 7,
  rate: null,
  rateHeaders: null,
};
