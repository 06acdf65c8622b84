/*
What commands and screens need of the wallet besides the wallet itself.
*/
export {parseRecipients} from '../engine/wallet/recipients-csv.js';
export {signMessage, verifyMessage} from '../engine/wallet/signed-message.js';
export {walletHistory} from '../engine/wallet/history.js';
export {historyCsv} from '../engine/wallet/history-csv.js';
export {readAddress} from '../engine/wallet/network-address.js';
export type {PreparedTransfer} from '../engine/wallet/prepared-transfer.js';
export type {Balance} from '../engine/wallet/balance.js';
export type {Wallet} from '../engine/wallet/wallet.js';
export type {Protection} from '../engine/wallet/wallet-secret.js';
