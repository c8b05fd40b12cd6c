import table from '../../../checks/namespaces/subid-files.ts';
import { checkIn } from '../../support/check-in.ts';
import { testFileOwner } from '../daemon/file-owner-cases.ts';

testFileOwner(checkIn(table, 'namespaces.subid-file-owner'), { path: '/etc/subuid' });
