export { feishu, type FeishuOptions, type FeishuPlatform } from './client.ts';
export { feishuRoutes, type FeishuRoutesOptions } from './routes.ts';
