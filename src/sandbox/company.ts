/** The invented company as it is handed over; the people in it are known by their 工号 only. */
export type SandboxCompany = {
  name: string;
  departments: SandboxDepartment[];
  people: SandboxPerson[];
  groups: { id: string; name: string; members: string[] }[];
  botName: string;
};

export type SandboxDepartment = { id: string; name: string; parent: string | null; head: string | null };

export type SandboxPerson = {
  employeeNo: string;
  name: string;
  enName?: string;
  department: string;
  superior: string | null;
  title?: string;
  joinedOn?: string;
};

export type SandboxCredentials = {
  appId: string;
  appSecret: string;
  encryptKey: string;
  verificationToken: string;
  tenantKey: string;
};

/** Known to everybody and worth nothing: the sandbox listens on the loopback interface only. */
export const DEMO_CREDENTIALS: SandboxCredentials = {
  appId: 'cli_5a9db0c0ffee0001',
  appSecret: 'sandbox-app-secret-not-a-secret',
  encryptKey: 'sandbox-encrypt-key',
  verificationToken: 'sandbox-verification-token',
  tenantKey: 'sandbox1tenant',
};
