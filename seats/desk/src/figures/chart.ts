/** The one chart, with the parts of ECharts that it uses. Loaded when it is first drawn. */
import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

export interface Drawn {
  labels: string[]
  lines: { name: string; values: (number | null)[] }[]
  /** A limit to be reached. */
  target: number | null
  targetName: string
  shown: (value: number) => string
  share: boolean
}

const DASHES = ['solid', [7, 4], [2, 3], [9, 3, 2, 3]]
const WIDTHS = [3, 2, 2, 2]

export function chartIn(element: HTMLElement, onBucket: (bucket: number) => void) {
  const chart = init(element)
  chart.getZr().on('click', (event) => {
    const at = chart.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])
    if (chart.containPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]) && at) onBucket(Math.round(at[0] ?? 0))
  })
  const sized = new ResizeObserver(() => chart.resize())
  sized.observe(element)
  return {
    draw: (drawn: Drawn) => chart.setOption(option(drawn, colours()), true),
    /** The pointer of the keyboard. */
    point: (bucket: number) => point(chart, bucket),
    gone: () => {
      sized.disconnect()
      chart.dispose()
    },
  }
}

function point(chart: ECharts, bucket: number) {
  if (bucket < 0) chart.dispatchAction({ type: 'hideTip' })
  else chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: bucket })
}

function colours() {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return { ink: of('--ink'), quiet: of('--quiet'), line: of('--line'), paper: of('--paper'), bad: of('--bad'),
    soft: of('--accent-soft'), lines: [of('--accent'), of('--warn'), of('--good'), of('--quiet')], font: of('--font') }
}

function option(drawn: Drawn, colour: ReturnType<typeof colours>) {
  const text = { color: colour.ink, fontFamily: colour.font, fontSize: 14 }
  const few = drawn.labels.length <= 12
  return {
    animation: false,
    textStyle: text,
    color: colour.lines,
    grid: { left: 62, right: 22, top: 40, bottom: 30 },
    legend: { top: 2, right: 10, itemWidth: 34, textStyle: text },
    tooltip: {
      trigger: 'axis',
      // As HTML it would carry styles in its markup, which our pages do not allow.
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour.paper,
      borderColor: colour.line,
      textStyle: text,
      axisPointer: { type: 'line', lineStyle: { color: colour.quiet } },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? drawn.shown(value) : '—'),
    },
    xAxis: {
      type: 'category', data: drawn.labels, boundaryGap: false, axisLine: { lineStyle: { color: colour.line } },
      axisTick: { show: false }, axisLabel: { color: colour.quiet, fontSize: 13, hideOverlap: true },
    },
    yAxis: {
      type: 'value', minInterval: drawn.share ? undefined : 1, max: drawn.share ? 1 : undefined, min: drawn.share ? floor(drawn) : 0,
      splitLine: { lineStyle: { color: colour.line, opacity: 0.6 } }, splitNumber: 4,
      axisLabel: { color: colour.quiet, fontSize: 13, formatter: drawn.shown },
    },
    series: drawn.lines.map((line, n) => ({
      type: 'line', name: line.name, data: line.values, smooth: false, showSymbol: few && n === 0, symbolSize: 8, z: n ? 6 : 5,
      connectNulls: false, emphasis: { disabled: true },
      lineStyle: { width: WIDTHS[n], type: DASHES[n], opacity: n ? 0.8 : 1 },
      areaStyle: n === 0 ? { color: colour.soft, opacity: 0.6 } : undefined,
      markLine: n === 0 && drawn.target !== null ? limit(drawn, colour.bad) : undefined,
    })),
  }
}

function limit(drawn: Drawn, colour: string) {
  return {
    silent: true, symbol: 'none', data: [{ yAxis: drawn.target ?? 0 }], lineStyle: { color: colour, type: 'dashed' },
    label: { formatter: drawn.targetName, position: 'insideEndBottom', color: colour, fontSize: 13 },
  }
}

/** Shares that are all high are drawn large; the axis says where it begins. */
function floor(drawn: Drawn): number {
  const values = drawn.lines.flatMap(({ values }) => values).filter((value): value is number => value !== null)
  const lowest = Math.min(1, ...values, drawn.target ?? 1)
  return lowest >= 0.8 ? 0.8 : lowest >= 0.5 ? 0.5 : 0
}
