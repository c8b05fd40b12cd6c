import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { accounts, groups, membersOf } from '../host/accounts.ts';
import { ownProcess } from '../host/own-process.ts';

/** The account that hostward logged in with, before it became root, and its groups as sudo writes them. */
export interface LoginAccount {
  readonly name: string;
  /** `%ci`. */
  readonly groups: readonly string[];
}

/** No audit session, as a number without its sign. */
const NO_LOGIN = 4_294_967_295;

/** By the login id that the kernel keeps (proc(5)); undefined where nothing tells it from root. */
export const loginAccount: Derived<LoginAccount | undefined> = derived(
  'login-account:',
  { login: fileText('/proc/self/loginuid'), self: ownProcess, accounts, groups },
  ({ login, self, accounts: all, groups: known }): Observation<LoginAccount | undefined> => {
    if (all.state !== 'value' || known.state !== 'value') return value(undefined);
    const id = login.state === 'value' ? Number(login.value.trim() || NO_LOGIN) : NO_LOGIN;
    const uid = id === NO_LOGIN ? (self.state === 'value' ? self.value.uid : 0) : id;
    const name = all.value.find((one) => one.uid === uid)?.name;
    if (uid === 0 || name === undefined) return value(undefined);
    const own = known.value.filter((group) => membersOf(group, all.value).includes(name));
    return value({ name, groups: own.map((group) => `%${group.name}`) });
  },
);
