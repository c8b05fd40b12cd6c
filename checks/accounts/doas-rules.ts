import {
  defineCheck,
  doasRules,
  loginAccount,
  notApplicable,
  orAbsent,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'accounts.doas-rules',
  area: 'accounts',
  title: 'doas lets nobody run everything without a password',
  severity: 'high',
  level: 1,
  rationale:
    'Whoever takes the account is root at once; with the caller’s environment even one command runs foreign code.',
  remedy: 'In /etc/doas.conf write `persist` for `nopass`, or name the command with `cmd`.',
  references: ['lynis:AUTH-9409', 'lynis:AUTH-9410'],
  tags: ['accounts'],
  needs: { rules: orAbsent(doasRules), login: required(loginAccount) },
  evaluate({ rules, login }) {
    if (rules === undefined) return notApplicable('doas is not installed');
    const own =
      login === undefined ? [] : [login.name, ...login.groups.map((g) => g.replace('%', ':'))];
    return passUnless(
      rules
        .filter(({ who, options }) => who !== 'root' && options.includes('nopass'))
        .filter(({ options, command }) => command === undefined || options.includes('keepenv'))
        .map(({ path, who, command, options }) => ({
          subject: `${path}: ${who}, ${command ?? 'any command'}`,
          expected: 'a password',
          actual: `${options.join(' ')}${own.includes(who) ? ', for the account of this audit' : ''}`,
        })),
      `${rules.length} rules`,
    );
  },
});
