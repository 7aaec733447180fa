export { feishu, type FeishuOptions, type FeishuPlatform } from './client.ts';
export { longConnection, type LongConnection, type LongConnectionOptions } from './long-connection.ts';
export { feishuRoutes, type FeishuRoutesOptions } from './routes.ts';
