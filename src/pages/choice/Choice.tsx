import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import {
  SceneObjectBase,
  sceneGraph,
  TextBoxVariable,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
} from '@grafana/scenes';
import { Button, Text, useStyles2 } from '@grafana/ui';

interface ChoiceState extends SceneObjectState {
  /** The variable that holds what was chosen, '' where nothing is. It stands in the address, so that it can be linked to. */
  variable: string;
  /** Shown where nothing is chosen: the list. */
  list: SceneObject;
  /** Shown of what is chosen. */
  one: SceneObject;
  /** The words on the way back to the list. */
  back: string;
}

/** A list, or one thing of it, on the same page. Only what is shown asks. */
export class Choice extends SceneObjectBase<ChoiceState> {
  static Component = ChoiceRenderer;
}

function ChoiceRenderer({ model }: SceneComponentProps<Choice>) {
  const { variable: name } = model.useState();
  const variable = sceneGraph.lookupVariable(name, model);
  return variable instanceof TextBoxVariable ? <ChoiceBy model={model} variable={variable} /> : null;
}

function ChoiceBy({ model, variable }: { model: Choice; variable: TextBoxVariable }) {
  const { list, one, back } = model.useState();
  const { value } = variable.useState();
  const styles = useStyles2(getStyles);
  if (value === '') {
    return <list.Component model={list} />;
  }
  return (
    <div className={styles.one}>
      <div className={styles.heading}>
        <Button variant="secondary" size="sm" icon="arrow-left" onClick={() => backToList(variable)}>
          {back}
        </Button>
        <Text element="h2" variant="h3" truncate>
          {value}
        </Text>
      </div>
      <one.Component model={one} />
    </div>
  );
}

/** By the address, so that the browser's own way back leads to what was open. */
const backToList = ({ state }: TextBoxVariable) => locationService.partial({ [`var-${state.name}`]: '' });

const getStyles = (theme: GrafanaTheme2) => ({
  one: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), width: '100%', minWidth: 0 }),
  heading: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), minWidth: 0 }),
});
