import CopyWebpackPlugin from 'copy-webpack-plugin';
import fs from 'fs';
import { merge } from 'lodash';
import path from 'path';
import webpack, { type Configuration, type WebpackPluginInstance } from 'webpack';
import { SubresourceIntegrityPlugin } from 'webpack-subresource-integrity';
import VirtualModulesPlugin from 'webpack-virtual-modules';
import scaffold, { type Env } from './.config/webpack/webpack.config.ts';

const MODERN = { jsc: { target: 'es2022' } };
const BUILT_BY_GO = '(.*?_(amd64|arm(64)?)(.exe)?|go_plugin_build_manifest)';

/**
 * One compilation for each plugin of the bundle. Grafana serves a nested plugin's files under the nested id, so its
 * lazy chunks must lie in its own folder: one compilation with several entries would put them beside the app's.
 */
export default async function config(env: Env): Promise<Configuration[]> {
  const base = await scaffold(env);
  const appId = pluginId('.');
  const nested = nestedFolders();
  return [appCompilation(base, appId, nested, env), ...nested.map((folder) => nestedCompilation(base, appId, folder))];
}

/** The scaffold's compilation, with its entry fixed: the scaffold would search the whole repository for entries. */
function appCompilation(base: Configuration, appId: string, nested: string[], env: Env): Configuration {
  const keep = [BUILT_BY_GO, ...(env.WEBPACK_WATCH ? nested.map((folder) => `${folder}/`) : [])];
  return {
    ...shared(base, 'app'),
    entry: { module: './module.tsx' },
    output: { ...base.output, clean: { keep: new RegExp(keep.join('|')) }, devtoolNamespace: appId },
    plugins: [
      ...(base.plugins ?? []),
      new CopyWebpackPlugin({ patterns: [{ from: '*/**/img/*', to: '.', noErrorOnMissing: true }] }),
      ...(typeof env.chunks === 'string' ? [chunksInto(env.chunks)] : []),
    ],
  };
}

/** A nested plugin. The app's compilation runs first, cleans the folder and copies every plugin.json and image. */
function nestedCompilation(base: Configuration, appId: string, folder: string): Configuration {
  const id = pluginId(folder);
  return {
    ...shared(base, folder.replaceAll('/', '-')),
    dependencies: ['app'],
    entry: { module: `./${folder}/module.ts` },
    output: {
      ...base.output,
      clean: false,
      path: path.resolve('dist', folder),
      publicPath: `public/plugins/${id}/`,
      uniqueName: id,
      // The plugin validator compares source maps with sources and expects one namespace, the app's.
      devtoolNamespace: appId,
    },
    plugins: [publicPathModule(id), ...bannerOf(base), new SubresourceIntegrityPlugin({ hashFuncNames: ['sha256'] })],
  };
}

/** What both need: a name, which separates their caches, and a cache that forgets when this file changes. */
function shared(base: Configuration, name: string): Configuration {
  return {
    ...base,
    name,
    module: forBrowsersOfGrafana(base.module),
    cache: { type: 'filesystem', buildDependencies: { config: [path.resolve('webpack.config.ts')] } },
    // Scenes is one chunk of 460 KB (130 KB gzip), loaded on the app's pages only.
    performance: { maxAssetSize: 500_000 },
  };
}

/**
 * The scaffold compiles for browsers of 2015, which Grafana does not run on: what they lack would be written out in
 * each module, and without `await` webpack does not see which parts of a lazy import are used.
 */
function forBrowsersOfGrafana(module: Configuration['module']): Configuration['module'] {
  const rules = module?.rules?.map((rule) => {
    const use =
      rule && typeof rule === 'object' && typeof rule.use === 'object' && 'loader' in rule.use ? rule.use : {};
    return use.loader === 'swc-loader' ? { ...rule, use: { ...use, options: merge({}, use.options, MODERN) } } : rule;
  });
  return { ...module, rules };
}

/** The scaffold's `grafana-public-path`, made anew: an instance shared by compilations serves only the first. */
function publicPathModule(id: string): WebpackPluginInstance {
  return new VirtualModulesPlugin({
    'node_modules/grafana-public-path.js': `
import amdMetaModule from 'amd-module';

__webpack_public_path__ =
  amdMetaModule && amdMetaModule.uri
    ? amdMetaModule.uri.slice(0, amdMetaModule.uri.lastIndexOf('/') + 1)
    : 'public/plugins/${id}/';
`,
  });
}

/** Leaves behind which chunk is fetched from where, for tooling/plugin-size.mjs. */
function chunksInto(file: string): WebpackPluginInstance {
  const wanted = { all: false, chunks: true, chunkOrigins: true, chunkRelations: true, ids: true };
  return {
    apply: (compiler) =>
      compiler.hooks.done.tap('chunks', (stats) => fs.writeFileSync(file, JSON.stringify(stats.toJson(wanted)))),
  };
}

function bannerOf(base: Configuration) {
  return (base.plugins ?? []).filter((plugin) => plugin instanceof webpack.BannerPlugin);
}

/** The folders of the plugins that the app's plugin.json includes, such as `datasource`. */
function nestedFolders(): string[] {
  const { includes } = readPluginJson('.');
  return includes.flatMap(({ path: file }) => (file?.endsWith('/plugin.json') ? [path.dirname(file)] : []));
}

function pluginId(folder: string): string {
  return readPluginJson(folder).id;
}

function readPluginJson(folder: string): { id: string; includes: Array<{ path?: string }> } {
  return JSON.parse(fs.readFileSync(path.resolve('src', folder, 'plugin.json'), 'utf8'));
}
