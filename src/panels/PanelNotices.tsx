import React from 'react';
import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { SceneObjectBase, sceneGraph, type SceneComponentProps, type VizPanel } from '@grafana/scenes';
import { Icon, PanelChrome, Tooltip } from '@grafana/ui';
import { uniqBy } from 'lodash';

/** Grafana's sign in a panel's header, with what its answer says beyond what the page says for all of its panels. */
class PanelNotices extends SceneObjectBase {
  static Component = PanelNoticesRenderer;
}

/** Gives a panel the sign; a scene's panel has none by itself. */
export function withNotices<Panel extends VizPanel>(panel: Panel): Panel {
  panel.setState({ titleItems: new PanelNotices({}) });
  return panel;
}

function PanelNoticesRenderer({ model }: SceneComponentProps<PanelNotices>) {
  const panel = model.parent;
  const { data } = sceneGraph.getData(panel ?? model).useState();
  const { data: ofPage } = sceneGraph.getData(panel?.parent ?? model).useState();
  const notices = ownNotices(data?.series ?? [], ofPage?.series ?? []);
  if (notices.length === 0) {
    return null;
  }
  const isInfo = notices.every(({ severity }) => severity === 'info');
  const texts = notices.map(({ text }) => text);
  return (
    <Tooltip
      content={
        <>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </>
      }
    >
      <PanelChrome.TitleItem>
        <Icon name={isInfo ? 'info-circle' : 'exclamation-triangle'} tabIndex={0} aria-label={texts.join(' ')} />
      </PanelChrome.TitleItem>
    </Tooltip>
  );
}

/** The notices of a panel's frames that are not the page's, too. */
export function ownNotices(frames: DataFrame[], ofPage: DataFrame[]): QueryResultMetaNotice[] {
  const said = noticesIn(ofPage).map(({ text }) => text);
  return uniqBy(noticesIn(frames), 'text').filter(({ text }) => !said.includes(text));
}

const noticesIn = (frames: DataFrame[]) => frames.flatMap((frame) => frame.meta?.notices ?? []);
