export { demoCompany } from './company.ts';
export { prepareDemo } from './prepare.ts';
