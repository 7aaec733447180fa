export { feishu, type FeishuOptions, type FeishuPlatform } from './client.ts';
export { longConnection, type LongConnection } from './long-connection.ts';
export { feishuRoutes, type FeishuRoutesOptions } from './routes.ts';
