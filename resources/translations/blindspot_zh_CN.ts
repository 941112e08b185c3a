<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Blindspot</name>
    <message>
        <source>&lt;p&gt;What would the gaps be if these drone routes were flown? Or: how have the gaps changed since a new rota?&lt;/p&gt; &lt;p&gt;&lt;b&gt;Drone routes.&lt;/b&gt; Give the routes of a plan. The fixes, the places, the watch and all other parameters of the gap score are taken from its record, unless you set them (most are advanced parameters). The drones&apos; passes are added to those of the patrols, and every place is scored before and after, with the same places, watch, period and demand. &lt;b&gt;gain&lt;/b&gt; = demand x (gap before - gap after): the reduction of the priority.&lt;/p&gt; &lt;p&gt;A plan &quot;serves&quot; a spot by visiting it once. That does not close the gap: a pass notices only what began within the revisit interval before it. This algorithm computes how much a plan really reduces the gaps.&lt;/p&gt; &lt;p&gt;If the plan is flown in every watch of the period, it is flown at its own local time of day, or from the start of the watch if it was planned without a start. GAIN_PER_DRONE_MINUTE is the gain divided by the minutes that all drones together fly in a night, as a mean over the nights of the period.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Two periods.&lt;/b&gt; Or leave the drone routes empty and give the fixes of a later period, for example some weeks after a new rota. Both periods are scored over the same places, each over its own time. Gaps can also rise here; the gain is then negative. A difference between two periods does not show its cause: weather, season and events differ too.&lt;/p&gt; &lt;p&gt;A drone is assumed to notice everything within its range, on the whole flight from take-off to landing. Height, walls, trees and darkness are not modelled.&lt;/p&gt;</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>&lt;p&gt;如果按这些无人机航线飞行，漏巡概率会变成多少？或者：更换排班以后，漏巡概率发生了哪些变化？&lt;/p&gt; &lt;p&gt;&lt;b&gt;无人机航线。&lt;/b&gt;给出一个方案的航线。定位点、地点、值守时段以及漏巡评分的其他所有参数都取自该方案的运行记录，除非您另行设置（其中大多数是高级参数）。无人机的经过会加到巡逻的经过上，每个地点在前后各评分一次，地点、值守时段、分析期和需求均相同。&lt;b&gt;gain&lt;/b&gt; = 需求 x（之前的漏巡概率 - 之后的漏巡概率），即优先度的下降量。&lt;/p&gt; &lt;p&gt;方案“服务”一个盲区，是指到访一次。这并不能补上漏巡：一次经过只能发现此前一个重访间隔之内开始的情况。本算法计算一个方案究竟能把漏巡概率降低多少。&lt;/p&gt; &lt;p&gt;如果方案在分析期的每个值守时段都飞行，则按方案自身的当地时刻飞行；若制定方案时没有给出起始时间，则从值守时段开始时起飞。GAIN_PER_DRONE_MINUTE 是改善量除以全部无人机一夜的飞行分钟数，取分析期内各夜的平均值。&lt;/p&gt; &lt;p&gt;&lt;b&gt;两个时期。&lt;/b&gt;也可以不填无人机航线，而给出之后一个时期的定位点，例如更换排班几周以后的数据。两个时期在相同的地点上评分，各按自己的时间。此时漏巡概率也可能上升，改善量即为负值。两个时期之间的差异并不说明原因：天气、季节和活动也不相同。&lt;/p&gt; &lt;p&gt;假定无人机从起飞到降落的整个飞行过程中，都能发现探测距离之内的一切。高度、墙体、树木和黑暗未纳入模型。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Drone routes</source>
        <extracomment>algorithms/assessplan.py, algorithms/report.py</extracomment>
        <translation>无人机航线</translation>
    </message>
    <message>
        <source>Fixes or tracks of a later period (instead of routes)</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后时期的定位点或轨迹（代替航线）</translation>
    </message>
    <message>
        <source>Gain for each minute flown in a night</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>一夜中每飞行一分钟的改善量</translation>
    </message>
    <message>
        <source>Gain: priority that is gone</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>改善量：消除的优先度</translation>
    </message>
    <message>
        <source>In every watch: in each night of the period, at the plan&apos;s own time of day, or from the start of the watch if it has no dates. As dated: at the dates and times in M; a plan has these only if it was made with a start.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>每个值守时段：在分析期的每一夜，按方案自身的时刻飞行；方案没有日期时，从值守时段开始时飞行。按原定日期：按 M 中的日期和时间飞行；只有制定方案时给出了起始时间，方案才有日期。</translation>
    </message>
    <message>
        <source>Later period ends</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后时期结束</translation>
    </message>
    <message>
        <source>Later period starts</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后时期开始</translation>
    </message>
    <message>
        <source>Mean gap after, weighted by demand</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后的平均漏巡概率（按需求加权）</translation>
    </message>
    <message>
        <source>Mean gap before, weighted by demand</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之前的平均漏巡概率（按需求加权）</translation>
    </message>
    <message>
        <source>Minutes flown in a night, by all drones</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>全部无人机一夜的飞行分钟数</translation>
    </message>
    <message>
        <source>The output Routes of Plan drone routes: lines whose M values are epoch seconds, or seconds from 0. The parameters of the gap score that are left empty are taken from its record. Give either these or the fixes of a later period.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>“规划无人机航线”的输出“航线”：M 值为纪元秒或从 0 起算的秒数的线。漏巡评分中留空的参数取自其运行记录。请给出航线，或给出之后时期的定位点，二者只取其一。</translation>
    </message>
    <message>
        <source>The plan is flown</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>方案的飞行方式</translation>
    </message>
    <message>
        <source>The result as an HTML page to read, print and share: a map, the places, the flights, and the parameters of the run. It contains the names of the layers, but no paths and no units.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>以 HTML 页面给出的结果，可阅读、打印和分享：地图、地点、飞行以及本次运行的参数。页面包含图层名称，但不含路径和巡逻单元。</translation>
    </message>
    <message>
        <source>To compare two periods: the fixes or tracks of the later period. They must have the same time field and unit field as the first. It may be the same layer, if you give another period.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>用于比较两个时期：之后时期的定位点或轨迹。其时间字段和单元字段必须与第一个时期相同。给出另一个分析期时，也可以是同一个图层。</translation>
    </message>
    <message>
        <source>Total priority after</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后的总优先度</translation>
    </message>
    <message>
        <source>Total priority before</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之前的总优先度</translation>
    </message>
    <message>
        <source>Two periods compared: {}</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>两个时期的比较：{}</translation>
    </message>
    <message>
        <source>What a plan closes: {}</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>方案能补上多少：{}</translation>
    </message>
    <message>
        <source>after</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后</translation>
    </message>
    <message>
        <source>before</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之前</translation>
    </message>
    <message>
        <source>effect</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>效果</translation>
    </message>
    <message>
        <source>gain</source>
        <extracomment>algorithms/assessplan.py, engine/pages/gain_map.py</extracomment>
        <translation>改善量</translation>
    </message>
    <message>
        <source>in every watch of the period</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>在分析期的每个值守时段</translation>
    </message>
    <message>
        <source>once, as dated</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>按原定日期飞行一次</translation>
    </message>
    <message>
        <source>what if</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Later period</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后时期</translation>
    </message>
    <message>
        <source>5 Assess a plan</source>
        <extracomment>algorithms/assessplan.py, algorithms/catalogue.py</extracomment>
        <translation type="vanished">5 评估方案</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/report.py</extracomment>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Period</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation>分析期</translation>
    </message>
    <message>
        <source>Report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/report.py</extracomment>
        <translation>报告</translation>
    </message>
    <message>
        <source>report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/report.py</extracomment>
        <translation>报告</translation>
    </message>
    <message>
        <source>gap</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/findblindspots.py</extracomment>
        <translation>漏巡概率</translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/outputs/report.py</extracomment>
        <translation>地点</translation>
    </message>
    <message>
        <source>rota</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/plannights.py</extracomment>
        <translation>排班</translation>
    </message>
    <message>
        <source>Detection range of the drones</source>
        <extracomment>algorithms/assessplan.py, algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">无人机的探测距离</translation>
    </message>
    <message>
        <source>Detection time of the drones (s)</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation>无人机的探测时间 (s)</translation>
    </message>
    <message>
        <source>Gaps before and after</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py, algorithms/report.py</extracomment>
        <translation>前后的漏巡概率</translation>
    </message>
    <message>
        <source>Mean time in range until a drone notices something. 0: at once.</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation>无人机发现情况之前在探测距离内停留的平均时间。0：立即发现。</translation>
    </message>
    <message>
        <source>drone</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation>无人机</translation>
    </message>
    <message>
        <source>uav</source>
        <extracomment>algorithms/assessplan.py, algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation>无人飞行器</translation>
    </message>
    <message>
        <source>compare</source>
        <extracomment>algorithms/assessplan.py, algorithms/repeatrun.py</extracomment>
        <translation>比较</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>algorithms/base.py</extracomment>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>CRS worked in</source>
        <extracomment>algorithms/base.py, algorithms/inputs/watch.py, algorithms/outputs/report.py</extracomment>
        <translation>计算所用的 CRS</translation>
    </message>
    <message>
        <source>&lt;p&gt;In which hours of the week does most go unseen? The &lt;b&gt;gap&lt;/b&gt; of an hour is the probability that a condition that starts at a random moment of this hour goes unseen for the revisit interval. It is the gap of Score gaps, split by hour of the day and day of the week, either for each place or as a mean of all places weighted by demand. Its mean, weighted by watch_hours, is MEAN_GAP of Score gaps with the same parameters. Without scored places the watch is all day unless you set it.&lt;/p&gt; &lt;p&gt;Hours are those of local clocks in the time zone: an hour that the clocks show twice counts twice, and an hour that they skip does not count. The day is the calendar day of the moment itself: 02:00 on Saturday morning belongs to Saturday, even if the watch began on Friday. A gap looks forward: what starts at 03:00 is seen in time if it is seen within the revisit interval after 03:00. Moments whose revisit interval reaches outside the data are left out, so that the day on which the data end is no darker for it.&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; is the time that units spent on tracks in the period, inside and outside the watch, without outages. Together with the gap it shows whether an hour has too few patrols, or has them in other places.&lt;/p&gt; &lt;p&gt;The report is one HTML file with a heat map of gap and of unit-hours, to read, print and share. DARKEST_HOUR is the hour with the highest gap (if several have it, the one with the fewest unit-hours). Use at least four weeks of data: a single week does not show what is usual.&lt;/p&gt; &lt;p&gt;The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen by fewer than three units: a profile for each place is not rounded.&lt;/p&gt;</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">&lt;p&gt;一周之中，哪些钟点的情况最容易无人发现？一个钟点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在该钟点内随机时刻开始的情况在重访间隔内无人发现的概率。它就是“计算漏巡概率”的漏巡概率，按一天中的钟点和一周中的星期拆分，可以针对每个地点，也可以是全部地点按需求加权的平均。它按 watch_hours 加权的平均，等于“计算漏巡概率”在相同参数下的 MEAN_GAP。没有已评分的地点时，值守时段为全天，除非您另行设置。&lt;/p&gt; &lt;p&gt;钟点按该时区的当地钟表计：钟表显示两次的小时计两次，被跳过的小时不计。日期是该时刻本身的日历日：星期六凌晨 02:00 属于星期六，即使值守时段从星期五开始。漏巡概率是向后看的：03:00 开始的情况，若在 03:00 之后的重访间隔内被看到，就算及时发现。重访间隔超出数据范围的时刻被略去，因此数据结束的那一天不会因此显得更差。&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; 是巡逻单元在分析期内处于轨迹上的时间，包括值守时段内外，不含信号中断。它与漏巡概率一起表明：某个钟点是巡逻太少，还是巡逻都在别处。&lt;/p&gt; &lt;p&gt;报告是一个 HTML 文件，含漏巡概率和单元小时的热力图，可阅读、打印和分享。DARKEST_HOUR 是漏巡概率最高的钟点（若有多个，取单元小时最少的一个）。请至少使用四周的数据：单独一周不能说明常态。&lt;/p&gt; &lt;p&gt;单个巡逻单元的剖面就是一个人的排班。日志和报告会对此提出警告；地点只被不足三个巡逻单元看到时也会警告：每个地点的剖面没有取整。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A profile for each place</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>每个地点各一个剖面</translation>
    </message>
    <message>
        <source>Coverage profile</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/report.py</extracomment>
        <translation>覆盖剖面</translation>
    </message>
    <message>
        <source>Darkest hour of the week (local)</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>一周中最差的钟点（当地时间）</translation>
    </message>
    <message>
        <source>Gap of the darkest hour</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>最差钟点的漏巡概率</translation>
    </message>
    <message>
        <source>Heat maps of gap and unit-hours, the main findings, and the parameters of the run, as an HTML page. It contains the names of the layers, but no paths and no units.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>漏巡概率和单元小时的热力图、主要发现以及本次运行的参数，以 HTML 页面给出。页面包含图层名称，但不含路径和巡逻单元。</translation>
    </message>
    <message>
        <source>Off: one profile for all places together, weighted by demand. On: the table has one profile for each place, and the report lists the places with their darkest hour.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>关：全部地点合为一个剖面，按需求加权。开：表中每个地点各有一个剖面，报告列出各地点最差的钟点。</translation>
    </message>
    <message>
        <source>Scored places (to use their parameters)</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>已评分的地点（沿用其参数）</translation>
    </message>
    <message>
        <source>The output of Score gaps. Parameters that are left empty are taken from its record: fixes, places, watch, revisit interval, demand and so on.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>“计算漏巡概率”的输出。留空的参数取自其运行记录：定位点、地点、值守时段、重访间隔、需求等。</translation>
    </message>
    <message>
        <source>When are the gaps? {}</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">漏巡出现在何时？{}</translation>
    </message>
    <message>
        <source>heat map</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>热力图</translation>
    </message>
    <message>
        <source>hour</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>小时</translation>
    </message>
    <message>
        <source>shift</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>班次</translation>
    </message>
    <message>
        <source>weekday</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>星期</translation>
    </message>
    <message>
        <source>Coverage profile (when are the gaps?)</source>
        <extracomment>algorithms/catalogue.py, algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">覆盖剖面（漏巡出现在何时？）</translation>
    </message>
    <message>
        <source>patrol</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/findblindspots.py, algorithms/patroleffort.py</extracomment>
        <translation>巡逻</translation>
    </message>
    <message>
        <source>coverage</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/findblindspots.py, algorithms/patroleffort.py</extracomment>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>schedule</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/plannights.py</extracomment>
        <translation>排班表</translation>
    </message>
    <message>
        <source>Mean gap, weighted by demand</source>
        <extracomment>algorithms/coverageprofile.py, algorithms/report.py, algorithms/scoregaps.py</extracomment>
        <translation>平均漏巡概率（按需求加权）</translation>
    </message>
    <message>
        <source>&lt;p&gt;Selects the fewest places that together hold a share of the total priority, merges adjacent places to spots, splits spots that are too large into compact parts, and ranks the result. The input is the output of Score gaps.&lt;/p&gt; &lt;p&gt;Places with the same priority as the last selected one (ties) are all selected, and the log gives their number. If most places tie, the result is not a selection: half a map of equal spots does not help. Then score the gaps again with an area for the grid, with your own places, or with demand layers.&lt;/p&gt; &lt;p&gt;Cells merge where they share an edge; a common corner is not enough. &lt;b&gt;part_of&lt;/b&gt; is the same for all parts of one large spot. &lt;b&gt;near&lt;/b&gt; is the name of the nearest named feature. &lt;b&gt;why&lt;/b&gt; is the sentence of the spot&apos;s most important place. Rank 1 has the highest priority.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Points&lt;/b&gt;, such as station exits, become one spot where they lie close to each other (&lt;b&gt;Distance within which points are one spot&lt;/b&gt;), so that one stop is enough for all of them. The spot stands at one of them: the one with the most others around it. &lt;b&gt;places&lt;/b&gt; counts them, and &lt;b&gt;priority&lt;/b&gt; is their sum.&lt;/p&gt; &lt;p&gt;&lt;b&gt;name&lt;/b&gt; has the names of the spot&apos;s own places, those of the highest priority first, if the scored places have a field of names. &lt;b&gt;near&lt;/b&gt; comes from the named features; without them, from the demand layers with which the gaps were scored, if they had a field called name.&lt;/p&gt; &lt;p&gt;The test for clusters is the Gi* statistic of Getis and Ord. It compares the priority of each place and its neighbours with that of all places, and shows whether high values cluster more than by chance. &lt;b&gt;gi_z&lt;/b&gt; is the highest Gi* of the spot&apos;s places, in standard deviations. &lt;b&gt;gi_q&lt;/b&gt; is their lowest q-value. &lt;b&gt;significant&lt;/b&gt; is 1 if at least half of the places have a q-value of at most 0.05. The q-values control the false discovery rate (Benjamini and Hochberg, upper tail).&lt;/p&gt; &lt;p&gt;The test is a description, not a proof. It assumes that places are independent, but they are not: one patrol covers several cells, and so does a demand layer. The spots were selected because their priority is high, so it is expected that many of them are significant. Where most places tie, few can differ clearly from the others. Where very few places hold nearly all priority, a single place can make its neighbours significant. A spot that is not significant is still a place that patrols miss.&lt;/p&gt;</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">&lt;p&gt;选出合计达到总优先度一定占比的最少地点，将相邻地点合并为盲区，将过大的盲区拆分为紧凑的部分，并对结果排名。输入是“计算漏巡概率”的输出。&lt;/p&gt; &lt;p&gt;与最后选中的地点优先度相同的地点（并列）全部选中，日志给出其数量。如果大多数地点并列，结果就不成其为选择：半张地图都是相同的盲区没有帮助。这时请为网格给出区域、使用自己的地点，或加上需求图层，重新计算漏巡概率。&lt;/p&gt; &lt;p&gt;单元格有公共边时合并；只有公共角点不够。同一个大盲区的各部分具有相同的 &lt;b&gt;part_of&lt;/b&gt;。&lt;b&gt;near&lt;/b&gt; 是最近的命名要素的名称。&lt;b&gt;why&lt;/b&gt; 是该盲区最重要的地点的说明语句。排名 1 的优先度最高。&lt;/p&gt; &lt;p&gt;&lt;b&gt;点&lt;/b&gt;（例如地铁站出口）彼此靠近时成为一个盲区（&lt;b&gt;视为同一盲区的点间距&lt;/b&gt;），这样停一次就够了。盲区位于其中一个点上：周围其他点最多的那一个。&lt;b&gt;places&lt;/b&gt; 是点数，&lt;b&gt;priority&lt;/b&gt; 是它们的和。&lt;/p&gt; &lt;p&gt;若已评分的地点有名称字段，&lt;b&gt;name&lt;/b&gt; 是盲区内各地点的名称，优先度最高的在前。&lt;b&gt;near&lt;/b&gt; 来自命名要素；没有给出命名要素时，来自评分时所用的需求图层（若其有 name 字段）。&lt;/p&gt; &lt;p&gt;聚集检验采用 Getis 和 Ord 的 Gi* 统计量。它将每个地点及其邻居的优先度与全部地点比较，表明高值的聚集是否超出偶然。&lt;b&gt;gi_z&lt;/b&gt; 是盲区内各地点的最高 Gi*，以标准差计。&lt;b&gt;gi_q&lt;/b&gt; 是它们的最低 q 值。若至少一半地点的 q 值不超过 0.05，&lt;b&gt;significant&lt;/b&gt; 为 1。q 值控制错误发现率（Benjamini 和 Hochberg，上尾）。&lt;/p&gt; &lt;p&gt;该检验是描述，不是证明。它假定地点相互独立，但事实并非如此：一次巡逻覆盖多个单元格，一个需求图层也是如此。盲区正是因为优先度高才被选中，所以其中许多显著是意料之中的。大多数地点并列时，很少有地点能明显区别于其他。极少数地点占有几乎全部优先度时，单个地点就可能使其邻居显著。不显著的盲区仍然是巡逻遗漏的地方。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A named feature further away from a spot than this does not name it: near is then null.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>距盲区超过该距离的命名要素不用来命名：此时 near 为空。</translation>
    </message>
    <message>
        <source>Distance between neighbours in the test</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">检验中邻居之间的距离</translation>
    </message>
    <message>
        <source>Greatest distance of the named feature</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">命名要素的最大距离</translation>
    </message>
    <message>
        <source>Name field</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>名称字段</translation>
    </message>
    <message>
        <source>Name field of the scored places</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>已评分地点的名称字段</translation>
    </message>
    <message>
        <source>Named features</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>命名要素</translation>
    </message>
    <message>
        <source>Places are neighbours if the distance between their centroids is at most this. Empty: 1.5 times the median distance to the nearest place; in a grid these are the cells that share an edge or a corner.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>质心之间的距离不超过该值的地点互为邻居。留空：到最近地点的距离中位数的 1.5 倍；在网格中就是有公共边或公共角点的单元格。</translation>
    </message>
    <message>
        <source>Ranked spots. Fields: spot_id, part_of, rank, priority (sum of its places), gap (mean of its places, weighted by demand), area_m2, places (how many), near, why. With the test for clusters also gi_z, gi_q and significant. Then near_m (distance to the feature that near names, in metres), name (of the spot&apos;s places) and, if the places have it, gap_profile (the mean of those of its places, weighted by demand: when in the watch the gap is open). near, near_m, name and gap_profile are null where there is none.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>带排名的盲区。字段：spot_id、part_of、rank、priority（其地点之和）、gap（其地点按需求加权的平均）、area_m2、places（地点数）、near、why。做聚集检验时还有 gi_z、gi_q 和 significant。其后是 near_m（到 near 所指要素的距离，米）、name（盲区内地点的名称），若地点有 gap_profile 则还有该字段（其地点按需求加权的平均：值守时段中何时存在漏巡）。没有值时 near、near_m、name 和 gap_profile 为空。</translation>
    </message>
    <message>
        <source>Streets, stations or districts. The nearest one gives each spot a name to find it by. Empty: the demand layers with which the gaps were scored, if they have names.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>街道、车站或辖区。最近的一个为盲区提供便于查找的名称。留空：评分时所用的需求图层（若其有名称）。</translation>
    </message>
    <message>
        <source>Test for clusters (Gi*)</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>聚集检验 (Gi*)</translation>
    </message>
    <message>
        <source>Tests for each spot whether high priority clusters there more than by chance. The result is a description, not a proof, because neighbouring places are not independent.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>检验每个盲区的高优先度聚集是否超出偶然。结果是描述，不是证明，因为相邻地点并不独立。</translation>
    </message>
    <message>
        <source>The field with the names of the named features. Empty: the field called name.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>存放命名要素名称的字段。留空：名为 name 的字段。</translation>
    </message>
    <message>
        <source>The field with the names of the scored places themselves, for the field name of the spots. Empty: the field called name, if there is one.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>存放已评分地点自身名称的字段，用于盲区的字段 name。留空：名为 name 的字段（若有）。</translation>
    </message>
    <message>
        <source>The output of Score gaps, or any layer with the fields priority and gap.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>“计算漏巡概率”的输出，或任何具有字段 priority 和 gap 的图层。</translation>
    </message>
    <message>
        <source>cluster</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>聚集</translation>
    </message>
    <message>
        <source>hot spot</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>热点</translation>
    </message>
    <message>
        <source>priority</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>优先度</translation>
    </message>
    <message>
        <source>3 Find blind spots</source>
        <extracomment>algorithms/catalogue.py, algorithms/findblindspots.py</extracomment>
        <translation type="vanished">3 查找盲区</translation>
    </message>
    <message>
        <source>Scored places</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/report.py</extracomment>
        <translation>已评分的地点</translation>
    </message>
    <message>
        <source>Blind spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/groups.py, algorithms/inputs/blind_spots.py</extracomment>
        <translation>盲区</translation>
    </message>
    <message>
        <source>A model gives endurance, battery and mass from the data sheet of its maker, where the three parameters below are empty. For any other drone choose Own figures and enter the three values from its data sheet. Old batteries, payload and cold reduce endurance: if you have measured it yourself, enter your own value.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">选择型号后，下方三个参数留空时，续航时间、电池和质量取自厂家的规格表。其他无人机请选择“自定数值”，并输入其规格表中的三个数值。电池老化、载荷和低温会缩短续航：如果您自己测量过，请输入实测值。</translation>
    </message>
    <message>
        <source>Airspeed (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>空速 (m/s)</translation>
    </message>
    <message>
        <source>Altitude above ground</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">离地高度</translation>
    </message>
    <message>
        <source>Altitude of all flight between take-off and landing, on the lowest altitude layer.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>起飞与降落之间全部飞行的高度，指最低的高度层。</translation>
    </message>
    <message>
        <source>Battery (Wh)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>电池 (Wh)</translation>
    </message>
    <message>
        <source>Climb (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>爬升 (m/s)</translation>
    </message>
    <message>
        <source>DEM: elevation of the ground in metres above sea level. With it, drones keep their altitude above the ground, and Z is metres above sea level. Without it, the ground is taken to be flat, and Z is metres above the launch site.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>DEM：地面高程，以海拔米为单位。有 DEM 时，无人机保持离地高度，Z 为海拔米。没有时，假定地面平坦，Z 为起降点以上的米数。</translation>
    </message>
    <message>
        <source>Descent (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>下降 (m/s)</translation>
    </message>
    <message>
        <source>Direction that the wind comes from, clockwise from the north of the plan&apos;s CRS: 90 is a wind from the east.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>风的来向，从方案 CRS 的北方顺时针计：90 表示东风。</translation>
    </message>
    <message>
        <source>Drone model</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>无人机型号</translation>
    </message>
    <message>
        <source>Endurance (min)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>续航时间 (min)</translation>
    </message>
    <message>
        <source>Energy of all batteries of the drone together. Empty: that of the drone model, reduced in proportion if a shorter Endurance is entered; with own figures the energy that a typical drone of 2 kg needs for this Endurance. It determines the field energy_wh; it hardly changes the plan.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>无人机全部电池的总能量。留空：取该型号的数值，若输入了更短的续航时间则按比例减少；选择自定数值时，取 2 kg 典型无人机在该续航时间内所需的能量。它决定字段 energy_wh，对方案几乎没有影响。</translation>
    </message>
    <message>
        <source>How far the height above Terrain may deviate from the planned altitude between two waypoints. A smaller value makes more waypoints.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>两个航点之间，地形以上的高度可以偏离计划高度多少。数值越小，航点越多。</translation>
    </message>
    <message>
        <source>Mass (kg)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>质量 (kg)</translation>
    </message>
    <message>
        <source>Reserve (%)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>备用电量 (%)</translation>
    </message>
    <message>
        <source>Share of the battery that must be left after landing.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>降落后必须剩余的电量占比。</translation>
    </message>
    <message>
        <source>Speed along legs, relative to the air. Wind makes the ground speed higher or lower.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>沿航段相对于空气的速度。风会使地速变大或变小。</translation>
    </message>
    <message>
        <source>Take-off mass with payload. It determines the energy for climbing. Empty: that of the drone model; with own figures a typical mass for the battery.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>含载荷的起飞质量。它决定爬升所需的能量。留空：取该型号的数值；选择自定数值时，取与该电池相称的典型质量。</translation>
    </message>
    <message>
        <source>Terrain</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>地形</translation>
    </message>
    <message>
        <source>Tolerance of the height above ground</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">离地高度的容差</translation>
    </message>
    <message>
        <source>Vertical speed of climbing.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>爬升的垂直速度。</translation>
    </message>
    <message>
        <source>Vertical speed of descending.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>下降的垂直速度。</translation>
    </message>
    <message>
        <source>Wind (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>风速 (m/s)</translation>
    </message>
    <message>
        <source>Wind from (degrees)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>风的来向（度）</translation>
    </message>
    <message>
        <source>Wind speed at flight altitude. It is taken to be the same everywhere and all night.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>飞行高度处的风速。假定各处、整夜都相同。</translation>
    </message>
    <message>
        <source>One number for each layer of blind spots, in the same order, such as 3,1. The priorities of the layer are multiplied by it. Empty: all 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>每个盲区图层一个数值，顺序相同，例如 3,1。图层的优先度会乘以该值。留空：全部为 1。</translation>
    </message>
    <message>
        <source>Priority field</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>优先度字段</translation>
    </message>
    <message>
        <source>The field with the priority of each spot (0 or more). In a layer without this field every feature has priority 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>存放每个盲区优先度的字段（0 或更大）。没有该字段的图层，每个要素的优先度为 1。</translation>
    </message>
    <message>
        <source>Weights of the layers</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>图层的权重</translation>
    </message>
    <message>
        <source>What the drones are to visit, in one or more layers. They hover over points, follow lines and sweep polygons. Station exits, a riverside and blind spots can be in one plan. A field called name, or the fields name and near of Find blind spots, name the spots in the outputs.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>无人机要到访的目标，可在一个或多个图层中。无人机在点上悬停，沿线飞行，对面进行扫描。地铁站出口、河岸和盲区可以放在同一个方案中。名为 name 的字段，或“查找盲区”的字段 name 和 near，用于在输出中命名盲区。</translation>
    </message>
    <message>
        <source>The longest time that something may go unseen. A visit closes what began up to this long before it.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>情况可以无人发现的最长时间。一次到访补上此前这段时间内开始的情况。</translation>
    </message>
    <message>
        <source>The output of Score gaps. What the plan closes is then measured at all of these places, as Assess a plan measures it: also at places outside the blind spots that drones pass. Empty: the places in which the blind spots were found, if that layer is still there and the priorities are those of Find blind spots. Otherwise it is measured within the blind spots, with the priority of each spread evenly over it.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>“计算漏巡概率”的输出。此时方案补上的量按全部这些地点计算，与“评估方案”的计算方式相同：也包括无人机经过的盲区以外的地点。留空：若查找盲区时所用的图层仍在、且优先度来自“查找盲区”，则使用那些地点；否则在盲区之内计算，每个盲区的优先度在其范围内均匀分布。</translation>
    </message>
    <message>
        <source>End of the hours that count, in local time. It may be on the next day.</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation>计入的时间段的结束，当地时间。可以在次日。</translation>
    </message>
    <message>
        <source>Revisit interval (min)</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation>重访间隔 (min)</translation>
    </message>
    <message>
        <source>Start of the hours that count, in local time. If start and end are the same, all hours of the day count.</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation>计入的时间段的开始，当地时间。若开始与结束相同，则全天都计入。</translation>
    </message>
    <message>
        <source>Watch ends</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation>值守时段结束</translation>
    </message>
    <message>
        <source>Watch starts</source>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/watch.py</extracomment>
        <translation>值守时段开始</translation>
    </message>
    <message>
        <source>A feature of a demand layer adds demand to places within this distance: most at its own position, less further away.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>需求图层的要素为该距离内的地点增加需求：自身位置最多，越远越少。</translation>
    </message>
    <message>
        <source>Demand everywhere</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>处处都有的需求</translation>
    </message>
    <message>
        <source>Demand field of the places</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>地点的需求字段</translation>
    </message>
    <message>
        <source>Demand layers</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>需求图层</translation>
    </message>
    <message>
        <source>Demand of every place, before demand layers are added. Empty: 1, or 0 if demand layers are given.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>加入需求图层之前每个地点的需求。留空：1；给出需求图层时为 0。</translation>
    </message>
    <message>
        <source>Demand range</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation type="vanished">需求范围</translation>
    </message>
    <message>
        <source>Features that make places near them matter: station exits, a riverside, schools. Without demand layers all places matter the same. Beware of layers of recorded crime: patrols find crime where they go, so such a layer leads them to the same places again.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>使附近地点显得重要的要素：地铁站出口、河岸、学校。没有需求图层时，所有地点同等重要。请慎用警情记录图层：巡逻去哪里就在哪里发现警情，这样的图层会把巡逻再次引向相同的地点。</translation>
    </message>
    <message>
        <source>One number for each demand layer, in the same order, such as 3,1. Empty: all 1.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>每个需求图层一个数值，顺序相同，例如 3,1。留空：全部为 1。</translation>
    </message>
    <message>
        <source>The field of the places with the demand of each place itself (0 or more).</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>地点图层中存放每个地点自身需求的字段（0 或更大）。</translation>
    </message>
    <message>
        <source>Weights of the demand layers</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>需求图层的权重</translation>
    </message>
    <message>
        <source>A drone notices what is within this horizontal distance. Empty: half the Swath.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>无人机能发现该水平距离之内的情况。留空：幅宽的一半。</translation>
    </message>
    <message>
        <source>A patrol can notice something within this distance. It is measured from the centre of a cell, from a point, or from sample points along lines and in zones.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>巡逻能发现该距离之内的情况。从单元格中心、点，或沿线和区内的采样点量起。</translation>
    </message>
    <message>
        <source>Detection range field</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">探测距离字段</translation>
    </message>
    <message>
        <source>Detection range of each unit in metres, for example if foot patrols and vehicles differ. Null: the value of Detection range.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>每个巡逻单元的探测距离（米），例如徒步巡逻与车辆巡逻不同时。为空时使用“探测距离”的数值。</translation>
    </message>
    <message>
        <source>Detection time (s)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>探测时间 (s)</translation>
    </message>
    <message>
        <source>Detection time field</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">探测时间字段</translation>
    </message>
    <message>
        <source>Detection time of each unit in seconds. Null: the value of Detection time.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>每个巡逻单元的探测时间（秒）。为空时使用“探测时间”的数值。</translation>
    </message>
    <message>
        <source>Legs that are slower do not count as patrol. 0: standing also counts, because a parked vehicle sees what is around it. Set 1 or 2 if receivers also report from empty vehicles.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>速度更慢的轨迹段不计为巡逻。0：静止也计入，因为停着的车辆也能看到周围。若接收机在无人的车辆上也发送数据，请设为 1 或 2。</translation>
    </message>
    <message>
        <source>Mean time in range until a patrol notices something. 0: at once. A patrol that stays exactly this long notices it with probability 63 %.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>巡逻发现情况之前在探测距离内停留的平均时间。0：立即发现。恰好停留这么久的巡逻，发现的概率为 63 %。</translation>
    </message>
    <message>
        <source>Slowest speed that counts (km/h)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>计入的最低速度 (km/h)</translation>
    </message>
    <message>
        <source>Speed during outages (km/h)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>信号中断期间的速度 (km/h)</translation>
    </message>
    <message>
        <source>The highest speed of a unit while its receiver was silent. gap_low counts every pass that is possible at this speed. Empty: for each unit the 95th percentile of the speeds of its moving legs.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>接收机静默期间巡逻单元的最高速度。gap_low 把该速度下可能的每次经过都计入。留空：每个单元移动轨迹段速度的第 95 百分位数。</translation>
    </message>
    <message>
        <source>Detection range</source>
        <extracomment>algorithms/inputs/detection.py, algorithms/patroleffort.py</extracomment>
        <translation type="vanished">探测距离</translation>
    </message>
    <message>
        <source>Time zone</source>
        <extracomment>algorithms/inputs/fixes.py, algorithms/inputs/task.py</extracomment>
        <translation>时区</translation>
    </message>
    <message>
        <source>A faster leg is an error of the receiver. The longest plausible sequence of fixes is kept; a fix that does not fit into it is rejected.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>更快的轨迹段是接收机的误差。保留最长的合理定位点序列；与之不符的定位点被剔除。</translation>
    </message>
    <message>
        <source>An outage whose ends lie within 50 m</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>两端相距不超过 50 m 的信号中断</translation>
    </message>
    <message>
        <source>Date field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>日期字段</translation>
    </message>
    <message>
        <source>Exports of patrol software may repeat a patrol for each member of the team, and members may carry a receiver each. The log names units with the same fixes, and units that move together (within 30 m). Count once: the unit whose name comes first stands for the others while it is with them (within 100 m); their fixes of that time are rejected.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>巡逻软件的导出可能为组内每个成员重复一次巡逻，成员也可能各带一个接收机。日志会列出定位点相同的单元，以及一起移动（30 m 之内）的单元。只计一次：名称排在最前的单元在其他单元与它同行（100 m 之内）时代表它们，其他单元这段时间的定位点被剔除。</translation>
    </message>
    <message>
        <source>Fixes or tracks</source>
        <extracomment>algorithms/inputs/fixes.py, ui/layer_choice.py</extracomment>
        <translation>定位点或轨迹</translation>
    </message>
    <message>
        <source>GPS fixes as points, or tracks as lines whose M values are epoch seconds.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>点状的 GPS 定位点，或 M 值为纪元秒的线状轨迹。</translation>
    </message>
    <message>
        <source>In a silence longer than this, the unit is taken to be off duty.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>静默超过该时长时，认为该单元已下班。</translation>
    </message>
    <message>
        <source>Longest outage (min)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>信号中断的最长时间 (min)</translation>
    </message>
    <message>
        <source>Longest silence that is still a leg (min)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>仍算作轨迹段的最长静默 (min)</translation>
    </message>
    <message>
        <source>M values of tracks and epoch seconds are UTC, and do not depend on this. But some programs, such as Trajectools and MovingPandas, write local time as if it were UTC: choose the last option for their tracks.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>轨迹的 M 值和纪元秒为 UTC，不受此项影响。但有些程序，例如 Trajectools 和 MovingPandas，把当地时间当作 UTC 写入：处理它们的轨迹时请选择最后一项。</translation>
    </message>
    <message>
        <source>Many receivers send nothing while they stand still. If yours do so, choose that the unit stayed: such a silence then counts as presence.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>许多接收机静止时不发送数据。如果您的接收机如此，请选择“单元停留在原地”：这样的静默就计为在场。</translation>
    </message>
    <message>
        <source>Maximum speed (km/h)</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>最高速度 (km/h)</translation>
    </message>
    <message>
        <source>Only needed where times are misread or the log calls them a guess. A format such as dd/MM/yyyy HH:mm or %d/%m/%Y %H:%M; or &apos;day first&apos; or &apos;month first&apos;; or, for numbers, what they count: unix, unix ms, gps, fit, cocoa, 2000, .net, excel.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>只有时间读错，或日志说明时间是推测的，才需要设置。可以是 dd/MM/yyyy HH:mm 或 %d/%m/%Y %H:%M 这样的格式；或 &apos;day first&apos;（日在前）、&apos;month first&apos;（月在前）；对于数字，则为其计数方式：unix、unix ms、gps、fit、cocoa、2000、.net、excel。</translation>
    </message>
    <message>
        <source>The field that identifies who or what carried the receiver. Without it all fixes are taken as one unit. Use codes, not names of persons.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>标明接收机携带者（人或车）的字段。没有该字段时，全部定位点视为一个单元。请使用代号，不要使用人名。</translation>
    </message>
    <message>
        <source>The field with the date, where the time field holds only the time of day.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>时间字段只有一天中的时刻时，存放日期的字段。</translation>
    </message>
    <message>
        <source>The field with the time of each fix: a date-and-time field, text such as 2026-01-31 22:04:10, 31/01/2026 22:04 or 2026-01-31T22:04:10+08:00, or numbers such as epoch seconds. The format is recognised; the log says what was assumed. Empty: the start field of the layer&apos;s temporal properties if these are on, else its only date-and-time field, else its only text field of times. Not needed for tracks.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>存放每个定位点时间的字段：日期时间字段；文本，例如 2026-01-31 22:04:10、31/01/2026 22:04 或 2026-01-31T22:04:10+08:00；或数字，例如纪元秒。格式会自动识别，日志说明所作的假定。留空：若图层启用了时态属性，则取其起始字段；否则取唯一的日期时间字段；再否则取唯一的时间文本字段。轨迹不需要。</translation>
    </message>
    <message>
        <source>The local time zone, as an IANA name such as Asia/Shanghai, Europe/Helsinki or America/New_York. It is the zone of the hours of the watch, and of times that do not give their own zone. Empty: as recorded in the input layer, if Blindspot made it; else the variable timezone of the model, the project or QGIS; else a guess from the position of the data, which is a warning in the log.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>当地时区，以 IANA 名称表示，例如 Asia/Shanghai、Europe/Helsinki 或 America/New_York。它是值守时段的时区，也是没有自带时区的时间的时区。留空：若输入图层由 Blindspot 生成，则取其中的记录；否则取模型、工程或 QGIS 的变量 timezone；再否则根据数据的位置推测，并在日志中警告。</translation>
    </message>
    <message>
        <source>Time format</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>Times without a zone are</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>没有时区的时间为</translation>
    </message>
    <message>
        <source>Two fixes with at most this time between them are joined by a straight leg at constant speed. A longer silence is an outage: the unit is on patrol, but its position is unknown.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>间隔不超过该时间的两个定位点以匀速直线轨迹段相连。更长的静默是信号中断：单元仍在巡逻，但位置未知。</translation>
    </message>
    <message>
        <source>UTC</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Unit field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>单元字段</translation>
    </message>
    <message>
        <source>Units that record the same patrol</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>记录同一次巡逻的单元</translation>
    </message>
    <message>
        <source>count each</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>各自计数</translation>
    </message>
    <message>
        <source>count once</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>只计一次</translation>
    </message>
    <message>
        <source>in the time zone</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>该时区的时间</translation>
    </message>
    <message>
        <source>in the time zone, also M values and epoch seconds</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>该时区的时间，M 值和纪元秒也是</translation>
    </message>
    <message>
        <source>is an outage</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>是信号中断</translation>
    </message>
    <message>
        <source>means that the unit stayed</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>表示单元停留在原地</translation>
    </message>
    <message>
        <source>Time field</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>时间字段</translation>
    </message>
    <message>
        <source>Drones</source>
        <extracomment>algorithms/groups.py, algorithms/inputs/fleet.py</extracomment>
        <translation>无人机</translation>
    </message>
    <message>
        <source>Drones at each launch site</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>各起降点的无人机数</translation>
    </message>
    <message>
        <source>How many flights each drone may make, each on a full battery.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>每架无人机可以飞行的次数，每次使用充满的电池。</translation>
    </message>
    <message>
        <source>Launch sites</source>
        <extracomment>algorithms/inputs/fleet.py, ui/launch_sites.py, ui/layer_choice.py</extracomment>
        <translation>起降点</translation>
    </message>
    <message>
        <source>Number of drones in total. Each drone uses one launch site for the whole night, which the solver chooses.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>无人机总数。每架无人机整夜使用一个起降点，由求解器选择。</translation>
    </message>
    <message>
        <source>Points where drones take off and land. A field called name, if there is one, names the sites in the outputs.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>无人机起飞和降落的点。若有名为 name 的字段，则在输出中用它命名起降点。</translation>
    </message>
    <message>
        <source>Sorties per drone</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>每架无人机的架次数</translation>
    </message>
    <message>
        <source>The field with the number of drones at each site. The parameter Drones is then not used. Empty: the solver distributes the Drones over the sites.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>存放各起降点无人机数的字段。此时不使用参数“无人机”。留空：由求解器把无人机分配到各起降点。</translation>
    </message>
    <message>
        <source>Time between sorties (min)</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>架次之间的时间 (min)</translation>
    </message>
    <message>
        <source>Time on the ground between landing and the next take-off, to swap the battery and check the drone.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>从降落到下次起飞在地面的时间，用于更换电池和检查无人机。</translation>
    </message>
    <message>
        <source>Distance to no-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation type="vanished">到禁飞区的距离</translation>
    </message>
    <message>
        <source>Least distance to no-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation type="vanished">到禁飞区的最小距离</translation>
    </message>
    <message>
        <source>No-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py, ui/layer_choice.py</extracomment>
        <translation>禁飞区</translation>
    </message>
    <message>
        <source>zones</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>区域</translation>
    </message>
    <message>
        <source>Close the gap over the watch</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>补上值守时段内的漏巡</translation>
    </message>
    <message>
        <source>Close the gap over the watch: the drones close as much of the gaps as they can, as Assess a plan measures it. Spots are visited again as often as it pays, and the planner chooses when each sortie takes off. Serve each spot once: the drones visit the spots that together have the highest priority, each of them once, from the start on.</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>补上值守时段内的漏巡：无人机尽可能多地降低漏巡概率，与“评估方案”的计算方式相同。值得时会多次到访同一盲区，每个架次何时起飞由规划器选择。每个盲区到访一次：无人机到访合计优先度最高的盲区，每个一次，从起始时间开始。</translation>
    </message>
    <message>
        <source>First take-off from</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>最早起飞时刻</translation>
    </message>
    <message>
        <source>Last take-off until</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>最晚起飞时刻</translation>
    </message>
    <message>
        <source>Objective</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Serve each spot once</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>每个盲区到访一次</translation>
    </message>
    <message>
        <source>Area of the grid</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>网格的区域</translation>
    </message>
    <message>
        <source>Cell size</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">单元格大小</translation>
    </message>
    <message>
        <source>Grid type</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>网格类型</translation>
    </message>
    <message>
        <source>Hexagon</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>六边形</translation>
    </message>
    <message>
        <source>Lines and zones are scored at sample points with this distance between them. Their score is the mean of these points.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>线和区以此间距的采样点评分，其评分为这些点的平均值。</translation>
    </message>
    <message>
        <source>Places to score (instead of a grid)</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>要评分的地点（代替网格）</translation>
    </message>
    <message>
        <source>Places to score, if you do not want a grid: zones, stretches of street or riverside, station exits.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>不使用网格时要评分的地点：区域、街段或河岸段、地铁站出口。</translation>
    </message>
    <message>
        <source>Polygons that the grid covers: all cells whose centre is inside. Use the area that the patrols are responsible for. Without it, the grid covers only the surroundings of the fixes, and places further away are left out.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>网格覆盖的多边形：中心在其内的所有单元格。请使用巡逻所负责的区域。没有它时，网格只覆盖定位点的周围，更远的地点被略去。</translation>
    </message>
    <message>
        <source>Reach of the grid</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">网格的延伸距离</translation>
    </message>
    <message>
        <source>Sample spacing</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">采样间距</translation>
    </message>
    <message>
        <source>Shape of the cells.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>单元格的形状。</translation>
    </message>
    <message>
        <source>Square</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>正方形</translation>
    </message>
    <message>
        <source>The side of a square, or the width of a hexagon. Not used if places are given.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>正方形的边长，或六边形的宽度。给出地点时不使用。</translation>
    </message>
    <message>
        <source>Without an area, the grid has the cells within this distance of a cell with a fix, measured between cell centres.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>没有区域时，网格包含距有定位点的单元格不超过该距离的单元格，在单元格中心之间量取。</translation>
    </message>
    <message>
        <source>A layer, table or raster that an algorithm of Blindspot made.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>由 Blindspot 的算法生成的图层、表或栅格。</translation>
    </message>
    <message>
        <source>Result to repeat</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>要重复的结果</translation>
    </message>
    <message>
        <source>Off: the times and durations of a place are rounded, so that they do not show where single persons were at what time. The last pass is rounded down to a quarter of an hour or an hour if at least three units were there in that time, otherwise to the start of the watch day. Durations are rounded down to a quarter of an hour if at least three units saw the place in the period, otherwise to a day; time in range is in whole minutes. Where fewer than three units were there, the profile of the gap over the watch tells their passes only to a quarter of an hour, and is the same at all times where it would date one. On: exact times. The layer then contains data about persons.</source>
        <extracomment>algorithms/inputs/seconds.py</extracomment>
        <translation>关：地点的时间和时长取整，使其不显示个人何时在何处。最后一次经过的时间，若该时间内至少有三个单元在场，则向下取整到一刻钟或一小时，否则取整到值守日的开始。时长，若分析期内至少有三个单元看到该地点，则向下取整到一刻钟，否则取整到天；探测距离内的时间取整到分钟。不足三个单元到过的地方，值守时段内的漏巡剖面只把其经过精确到一刻钟；若会由此推出某次经过的日期，则各时刻取相同的值。开：精确时间。此时图层含有个人数据。</translation>
    </message>
    <message>
        <source>Times to the second</source>
        <extracomment>algorithms/inputs/seconds.py</extracomment>
        <translation>时间精确到秒</translation>
    </message>
    <message>
        <source>Blind spots are made of the fewest places that together hold this share of the total priority.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>盲区由合计占有总优先度这一比例的最少地点组成。</translation>
    </message>
    <message>
        <source>Distance within which points are one spot</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="vanished">视为同一盲区的点间距</translation>
    </message>
    <message>
        <source>Largest area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="vanished">最大面积 (m2)</translation>
    </message>
    <message>
        <source>Least area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="vanished">最小面积 (m2)</translation>
    </message>
    <message>
        <source>Least gap</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation type="vanished">最小漏巡概率</translation>
    </message>
    <message>
        <source>Places with a smaller gap are never part of a blind spot, even if their demand is high.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>漏巡概率更小的地点，即使需求很高，也不属于盲区。</translation>
    </message>
    <message>
        <source>Share of the priority (%)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>优先度占比 (%)</translation>
    </message>
    <message>
        <source>Smaller spots are left out, and counted in the log.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>更小的盲区被略去，日志给出其数量。</translation>
    </message>
    <message>
        <source>0: the solver stops at the time limit. Otherwise it makes exactly this number of steps, however long that takes; the same Seed then gives the same plan.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>0：求解器到时限为止。否则恰好执行这么多步，无论需要多久；此时相同的随机种子给出相同的方案。</translation>
    </message>
    <message>
        <source>Altitude layers</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>高度层数</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>自动</translation>
    </message>
    <message>
        <source>Built in</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>内置</translation>
    </message>
    <message>
        <source>Date and time before which no drone takes off. The plan is for the watch that contains it, or for the next one. If each spot is served once, the first drones take off at this time. With a start, the outputs have dates and times. Empty: their times are seconds from the start of the watch (from the first take-off if each spot is served once), and the fields start and end are null.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>无人机最早起飞的日期和时间。方案针对包含该时间的值守时段，或其后的下一个。若每个盲区到访一次，第一批无人机在该时间起飞。给出起始时间后，输出带有日期和时间。留空：时间为从值守时段开始起算的秒数（若每个盲区到访一次，则从第一次起飞起算），字段 start 和 end 为空。</translation>
    </message>
    <message>
        <source>Distance between drones</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="vanished">无人机之间的距离</translation>
    </message>
    <message>
        <source>Height between layers</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="vanished">高度层间距</translation>
    </message>
    <message>
        <source>Hovering time (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>悬停时间 (s)</translation>
    </message>
    <message>
        <source>How long a drone hovers above each point.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>无人机在每个点上方悬停多久。</translation>
    </message>
    <message>
        <source>Longest range</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="vanished">最大航程</translation>
    </message>
    <message>
        <source>Maximum straight-line distance between a drone and its launch site at any time, for example the range of the radio link or of visual line of sight.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>无人机在任何时刻与其起降点之间的最大直线距离，例如无线电链路或视距的范围。</translation>
    </message>
    <message>
        <source>Minimum horizontal distance between two drones in the air that are not a layer apart in height. Where layers do not separate two drones, one of them takes off later.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>空中两架无人机高度上未隔开一层时的最小水平距离。高度层不能隔开两架无人机时，其中一架推迟起飞。</translation>
    </message>
    <message>
        <source>Minimum time between take-offs and landings of different drones at one launch site, where all of them climb and descend at the same place. Launch sites closer to each other than Distance between drones count as one. 0: no such time; drones there are separated by their height alone.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>同一起降点不同无人机起降之间的最短时间，因为它们都在同一位置爬升和下降。相互距离小于“无人机之间的距离”的起降点视为一个。0：没有该时间，无人机在此只靠高度隔开。</translation>
    </message>
    <message>
        <source>Number of altitudes. The drones are assigned to them in turn, so that their routes may cross. The lowest one is Altitude above ground. 1: all drones fly at the same altitude, and only later take-offs separate them.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>高度的数量。无人机依次分配到各层，使航线可以交叉。最低一层为“离地高度”。1：全部无人机在同一高度飞行，只靠错开起飞隔开。</translation>
    </message>
    <message>
        <source>Seed of the solver&apos;s random choices.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>求解器随机选择的种子。</translation>
    </message>
    <message>
        <source>Solver</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>求解器</translation>
    </message>
    <message>
        <source>Start</source>
        <extracomment>algorithms/inputs/task.py, layers/styles/words_of_fields.py</extracomment>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Swath</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="vanished">幅宽</translation>
    </message>
    <message>
        <source>The solver that searches for the plan. Automatic uses the one that was best in measurements, which is the built-in solver.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>搜索方案的求解器。“自动”使用测试中表现最好的一个，即内置求解器。</translation>
    </message>
    <message>
        <source>Time between movements at a launch site (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>起降点起降间隔 (s)</translation>
    </message>
    <message>
        <source>Time to search for a plan (s)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>搜索方案的时间 (s)</translation>
    </message>
    <message>
        <source>Time zone of the start, unless it names one itself, and of the hours of the watch: an IANA name such as Asia/Shanghai. Empty: as recorded in the input layer, if Blindspot made it; else the variable timezone of the model, the project or QGIS; else a guess from the position of the data, which is a warning in the log.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>起始时间（若其未自带时区）和值守时段的时区：IANA 名称，例如 Asia/Shanghai。留空：若输入图层由 Blindspot 生成，则取其中的记录；否则取模型、工程或 QGIS 的变量 timezone；再否则根据数据的位置推测，并在日志中警告。</translation>
    </message>
    <message>
        <source>Vertical distance from one altitude layer to the next. It should be more than the altitude error of your drones. 0: all drones fly at the same altitude.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>相邻高度层之间的垂直距离。应大于您的无人机的高度误差。0：全部无人机在同一高度飞行。</translation>
    </message>
    <message>
        <source>Width of corridors along lines</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation type="vanished">沿线带状区域的宽度</translation>
    </message>
    <message>
        <source>Width of the strip on the ground that the drone sees: the distance between the lines of a sweep.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>无人机在地面上看到的条带宽度：扫描时相邻航线的间距。</translation>
    </message>
    <message>
        <source>Width of the strip that each line represents, such as a riverside of 150 m. A strip wider than the Swath is flown in parallel lines. Empty: each line is followed once.</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>每条线所代表的条带宽度，例如 150 m 宽的河岸。比幅宽更宽的条带以平行线飞行。留空：每条线沿线飞行一次。</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>algorithms/inputs/task.py, algorithms/spotstability.py</extracomment>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Days on which the watch begins, such as Mon-Fri or Sat,Sun. Empty: every day.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>值守时段在一周中的哪几天开始，例如“周一至周五”或“周六、周日”（Mon-Fri、Sat,Sun 亦可）。留空：每天。</translation>
    </message>
    <message>
        <source>Period end (UTC)</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>分析期结束 (UTC)</translation>
    </message>
    <message>
        <source>Period ends</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>分析期结束</translation>
    </message>
    <message>
        <source>Period start (UTC)</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>分析期开始 (UTC)</translation>
    </message>
    <message>
        <source>Period starts</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>分析期开始</translation>
    </message>
    <message>
        <source>The longest time that something may go unseen. If it is seen later than this, that counts as a failure.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>情况可以无人发现的最长时间。晚于此才被看到，就算漏巡。</translation>
    </message>
    <message>
        <source>Time zone of the watch</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>值守时段的时区</translation>
    </message>
    <message>
        <source>Watches that the data cover in part</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>数据只覆盖一部分的值守时段</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>星期</translation>
    </message>
    <message>
        <source>Whether anybody patrolled before the first and after the last fix of all units is unknown. Cut to the data: moments whose revisit interval reaches outside the data are left out. Count as unpatrolled: only if you know that there were no patrols at these times. Nights without a fix between the first and the last fix count in either case.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>全部单元的第一个定位点之前和最后一个定位点之后是否有人巡逻，是未知的。截取到数据范围：略去重访间隔超出数据范围的时刻。计为无巡逻：仅当您知道这些时间没有巡逻时使用。第一个与最后一个定位点之间没有定位点的夜，在两种情况下都计入。</translation>
    </message>
    <message>
        <source>are cut to the data</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>截取到数据范围</translation>
    </message>
    <message>
        <source>count as unpatrolled where there are no data</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>无数据处计为无巡逻</translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>之前</translation>
    </message>
    <message>
        <source>The places with the fields: place_id, demand, gap_before (0 to 1, without drones), gap_after (0 to 1, with the nights flown as a rotation over the period), gain (demand x (gap_before - gap_after)), priority_before and priority_after (demand x gap), drone_nights (in how many of the nights a drone visits the place), visit_probability (only if nights are drawn at random: the probability that a night visits the place; else null). The fields of your own places come first.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>地点，字段有：place_id、demand、gap_before（0 至 1，没有无人机）、gap_after（0 至 1，各夜在分析期内轮换飞行）、gain（需求 x (gap_before - gap_after)）、priority_before 和 priority_after（需求 x 漏巡概率）、drone_nights（其中多少夜有无人机到访该地点）、visit_probability（仅当随机抽取各夜时：一夜到访该地点的概率；否则为空）。您自己地点的字段排在最前。</translation>
    </message>
    <message>
        <source>Nights of each place</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation>各地点的各夜</translation>
    </message>
    <message>
        <source>Made by</source>
        <extracomment>algorithms/outputs/report.py, algorithms/report.py</extracomment>
        <translation>生成者</translation>
    </message>
    <message>
        <source>A patrol can notice something within this distance. Used only for the field within_range.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>巡逻能发现该距离之内的情况。仅用于字段 within_range。</translation>
    </message>
    <message>
        <source>Distance between the points at which within_range is estimated. In small cells it is less.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>估计 within_range 所用的点的间距。单元格较小时间距更小。</translation>
    </message>
    <message>
        <source>Hours, in and outside the places</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>小时数，地点内外合计</translation>
    </message>
    <message>
        <source>Kilometres, in and outside the places</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>公里数，地点内外合计</translation>
    </message>
    <message>
        <source>Off: first_seen and last_seen are rounded, so that they do not show where single persons were at what time: down to a quarter of an hour or an hour if at least three units were in the cell or zone in that time, otherwise to the start of the day (the local calendar day, or with a watch, from one start of the watch to the next). On: exact times. The layer then contains data about persons. Hours and kilometres are exact in both cases.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>关：first_seen 和 last_seen 取整，使其不显示个人何时在何处：若该时间内至少有三个单元在该单元格或区内，则向下取整到一刻钟或一小时，否则取整到当天的开始（当地日历日；有值守时段时，为值守时段两次开始之间）。开：精确时间。此时图层含有个人数据。小时数和公里数在两种情况下都是精确的。</translation>
    </message>
    <message>
        <source>Patrol effort</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>巡逻量</translation>
    </message>
    <message>
        <source>Polygons in which to measure the effort, if you do not want a grid: beats, districts, parks.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>不使用网格时，用于统计巡逻量的多边形：巡区、辖区、公园。</translation>
    </message>
    <message>
        <source>Zones (instead of a grid)</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>区域（代替网格）</translation>
    </message>
    <message>
        <source>density</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>密度</translation>
    </message>
    <message>
        <source>distance</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>距离</translation>
    </message>
    <message>
        <source>time</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>visits</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>到访</translation>
    </message>
    <message>
        <source>Patrol effort (hours, kilometres, visits)</source>
        <extracomment>algorithms/catalogue.py, algorithms/patroleffort.py</extracomment>
        <translation type="vanished">巡逻量（小时、公里、到访）</translation>
    </message>
    <message>
        <source>effort</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py, engine/score/recorded_question.py</extracomment>
        <translation>巡逻量</translation>
    </message>
    <message>
        <source>grid</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
        <translation>网格</translation>
    </message>
    <message>
        <source>hexagon</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
        <translation>六边形</translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly tonight, tomorrow, and all week? Each night is planned as in Plan drone routes: its sorties close as much of the gap over the watch as they can. Then the next night is planned, with what the nights before it leave. Patrols are assumed to continue as in the period.&lt;/p&gt; &lt;p&gt;&lt;b&gt;The nights are a rotation.&lt;/b&gt; For the score, the plan of night 1 is flown in the first watch of the period, the plan of night 2 in the next watch, and so on; after the last night the rotation starts again. Each plan is made for the gaps of those watches in which it is flown. PRIORITY_AFTER is computed from the gaps that all this would have given, and CLOSED_PRIORITY is what the drones close. So both count only the gain of visiting a place every so many nights. The period should have at least as many watches as there are nights.&lt;/p&gt; &lt;p&gt;&lt;b&gt;What a place counts after a visit&lt;/b&gt; is a choice between the highest gain and a fair distribution. A gap is a mean over all nights, so the highest mean gain may come from flying the same best plan every night. But then the flights are soon known to everybody, and other places never see a drone. So a place counts less in later nights, the more of its gap a night has closed. After a night that closed all of it, the place keeps this weight of its priority; after one that closed 30 %, it loses three tenths as much (it keeps 70 % with a weight of 0, 85 % with 0.5). The factors of several nights multiply. 1: drones go where the gain is highest, even if that is the same every night. 0: places whose gaps have been closed in full are left out while there are others; when there are none left, earlier nights no longer count.&lt;/p&gt; &lt;p&gt;&lt;b&gt;If the objective is to serve each spot once&lt;/b&gt;, gaps are scored again as if all nights so far had been flown, and a place that drones have served or flown over keeps this weight of its priority after each such night. Flights begin one revisit interval after the watch begins, or at the time of day of the given first night.&lt;/p&gt; &lt;p&gt;Blind spots are found only among the places that drones can reach. The others are left out, and the log gives their number. The first night shows which spots cannot be visited, and why; these are not tried again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Draw the nights at random.&lt;/b&gt; A rotation can be learned by observation. With this option, several different plans are made, each for the gaps of all watches. Each plan gets a probability, so that the place that is least likely to be visited in a night has the highest possible probability of a visit. A place is visited by a plan that comes within the drones&apos; range. Then a plan is drawn for each night. The least entropy keeps the draw from being certain. Only places in blind spots (those found before any flight) that at least one plan visits are considered; the lowest probability among them is LEAST_PROBABILITY. If several mixtures of plans are equally good, the one that visits the most priority is used. The same seed draws the same nights: choose your own seed, write it down, and keep it secret.&lt;/p&gt; &lt;p&gt;Night 1 is the first watch after the period; if a first night is given, it is the first watch from that date on. The planner chooses when each sortie takes off, from the start of the watch to one revisit interval after its end. The time to search is for each plan.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">&lt;p&gt;今晚、明晚和整个一周，无人机应当何时飞往何处？每一夜都像“规划无人机航线”那样规划：其架次尽可能多地补上值守时段内的漏巡。然后根据前几夜留下的情况规划下一夜。假定巡逻仍与分析期内相同。&lt;/p&gt; &lt;p&gt;&lt;b&gt;各夜构成轮换。&lt;/b&gt;评分时，第 1 夜的方案在分析期的第一个值守时段飞行，第 2 夜的方案在下一个值守时段飞行，以此类推；最后一夜之后轮换重新开始。每个方案都针对它所飞行的那些值守时段的漏巡概率制定。PRIORITY_AFTER 由全部飞行之后的漏巡概率计算，CLOSED_PRIORITY 是无人机补上的部分。因此两者都只计入每隔若干夜到访一个地点的效果。分析期内的值守时段至少应与夜数一样多。&lt;/p&gt; &lt;p&gt;&lt;b&gt;地点被到访后还计多少&lt;/b&gt;，是在最大改善与公平分布之间的取舍。漏巡概率是全部各夜的平均值，因此最大的平均改善可能来自每夜都飞同一个最佳方案。但这样飞行很快就尽人皆知，其他地点则永远见不到无人机。所以，某一夜补上的漏巡越多，该地点在以后各夜的分量就越小。全部补上之后，该地点保留其优先度的这一权重；补上 30 % 之后，减少量为其十分之三（权重为 0 时保留 70 %，为 0.5 时保留 85 %）。多个夜的系数相乘。1：无人机飞往改善最大之处，即使每夜都相同。0：只要还有其他地点，漏巡已全部补上的地点就被略去；没有剩余时，之前各夜不再计入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;若目标是每个盲区到访一次&lt;/b&gt;，则按此前各夜均已飞行重新计算漏巡概率，无人机到访过或飞越过的地点，在每个这样的夜之后保留其优先度的这一权重。飞行从值守时段开始后一个重访间隔开始，或在给定的第一夜的时刻开始。&lt;/p&gt; &lt;p&gt;只在无人机可到达的地点中查找盲区，其余的被略去，日志给出其数量。第一夜会表明哪些盲区无法到访以及原因；以后不再尝试。&lt;/p&gt; &lt;p&gt;&lt;b&gt;随机抽取各夜。&lt;/b&gt;轮换可以通过观察摸清。使用此选项时，会制定多个不同的方案，每个都针对全部值守时段的漏巡概率。每个方案得到一个概率，使一夜中最不可能被到访的地点具有尽可能高的到访概率。方案进入无人机探测距离之内的地点即为被该方案到访。然后为每一夜抽取一个方案。最小熵使抽取不至于成为必然。只考虑盲区（任何飞行之前找到的）中至少有一个方案到访的地点；其中最低的概率为 LEAST_PROBABILITY。若多种方案组合同样好，则采用到访优先度最高的一种。相同的随机种子抽取相同的各夜：请选择自己的种子，记录下来并保密。&lt;/p&gt; &lt;p&gt;第 1 夜是分析期之后的第一个值守时段；若给出了第一夜，则为从该日期起的第一个值守时段。每个架次何时起飞由规划器选择，从值守时段开始到其结束后一个重访间隔。搜索时间是每个方案的时间。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Blind spots of each night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>各夜的盲区</translation>
    </message>
    <message>
        <source>Draw the nights at random</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>随机抽取各夜</translation>
    </message>
    <message>
        <source>Entropy of the draw (nats)</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>抽取的熵（奈特）</translation>
    </message>
    <message>
        <source>First night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>第一夜</translation>
    </message>
    <message>
        <source>How uncertain the draw must be, if nights are drawn at random. 0: a single plan may be certain, if that is best for the least likely place. 1: all plans are equally likely. In between: with n different plans, no plan has a probability above (1 / n) to the power of this value.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>随机抽取各夜时，抽取必须有多大的不确定性。0：若对最不可能的地点最有利，可以只用一个方案。1：所有方案的可能性相同。介于其间：有 n 个不同方案时，任何方案的概率都不超过 (1 / n) 的该值次幂。</translation>
    </message>
    <message>
        <source>Least entropy of the draw</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">抽取的最小熵</translation>
    </message>
    <message>
        <source>Least probability of a visit in a night, of places in blind spots that plans visit</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">方案所到访的盲区地点在一夜中被到访的最低概率</translation>
    </message>
    <message>
        <source>Makes several plans and draws one of them for each night. Then nobody can predict where the drones go, or rely on a place to be without drones.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">制定多个方案，并为每一夜抽取其中一个。这样无人能够预知无人机飞往何处，也无人能指望某处没有无人机。</translation>
    </message>
    <message>
        <source>Nights</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>夜数</translation>
    </message>
    <message>
        <source>Number of nights to plan.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>要规划的夜数。</translation>
    </message>
    <message>
        <source>Number of plans, if nights are drawn at random. With more plans more places can be visited, but each of them is less likely.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>随机抽取各夜时的方案数。方案越多，能到访的地点越多，但每个地点的可能性越小。</translation>
    </message>
    <message>
        <source>One line (LineStringZM) for each sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), launch_site (its name), start and end (dates and times, UTC; null if no start is given), duration_s (seconds in the air), distance_m (metres flown, with climb and descent), energy_wh (Wh used), priority (that the sortie closes, where what several close together is shared; if each spot is served once, that it serves), z_ref (what Z is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude layer), left_pct (% of the battery left after landing), swath_m (the Swath it was planned with), spots (names of the spots it visits, in the order of flight; the first few). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>每个架次一条线（LineStringZM），从起飞到降落。字段：drone 和 sortie（从 1 起的编号）、launch_site（其名称）、start 和 end（日期和时间，UTC；没有给出起始时间时为空）、duration_s（空中的秒数）、distance_m（飞行的米数，含爬升和下降）、energy_wh（消耗的 Wh）、priority（该架次补上的优先度，几个架次共同补上的部分由它们分摊；若每个盲区到访一次，则为它服务的优先度）、z_ref（Z 的起算面：AMSL 或 launch site）、altitude_m（其高度层的离地米数）、left_pct（降落后剩余电量的百分比）、swath_m（规划所用的幅宽）、spots（所到访盲区的名称，按飞行顺序；前几个）。有地形栅格时 Z 为海拔米，否则为起降点以上的米数。M 以秒计：给出起始时间时从 1970 年起算 (UTC)，否则从值守时段开始起算；若每个盲区到访一次，则从第一次起飞起算。图层最前面还有三个字段：night（从 1 起）、plan（该夜所飞的方案：自身的方案，或随机抽取各夜时为其抽取的方案）和 probability（抽取各夜时：该方案被抽取的概率；否则为空）。优先度是制定方案时所计的值，含之前各夜之后地点的权重。此处时间从不为空。</translation>
    </message>
    <message>
        <source>One point for each spot that is not visited, or not completely, and for each reason. Fields: spot_id, priority (of the part that is not visited), reason, spot_name (the name of the spot, or what it is near to). The points have no Z and no M. Inside a no-fly zone is also what is nearer to one than the distances to no-fly zones allow. Larger than all batteries together: of a very large spot, only the part nearest to the launch sites is planned for. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>每个未到访或未完全到访的盲区，每种原因一个点。字段：spot_id、priority（未到访部分的优先度）、reason、spot_name（盲区的名称，或其附近的名称）。这些点没有 Z 和 M。“在禁飞区内”也包括距禁飞区小于“到禁飞区的距离”所允许的部分。“大于全部电池之和”：对于非常大的盲区，只规划距起降点最近的部分。图层最前面还有三个字段：night（从 1 起）、plan（该夜所飞的方案：自身的方案，或随机抽取各夜时为其抽取的方案）和 probability（抽取各夜时：该方案被抽取的概率；否则为空）。优先度是制定方案时所计的值，含之前各夜之后地点的权重。此处时间从不为空。</translation>
    </message>
    <message>
        <source>Places that drones visit in at least one night</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>至少一夜有无人机到访的地点</translation>
    </message>
    <message>
        <source>Plans to draw from</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>供抽取的方案数</translation>
    </message>
    <message>
        <source>Priority that all nights close</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>全部各夜补上的优先度</translation>
    </message>
    <message>
        <source>Seed used</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>所用的随机种子</translation>
    </message>
    <message>
        <source>The blind spots that each night was planned for. Fields: spot_id (night and rank, as in Waypoints and in the layer of spots that are not visited), rank (1 has the highest priority of that night), priority (as it counted in that night, with the weight of places after a visit), served (how much of this priority the plan serves; null if gaps are closed over the watch), gap (mean of its places, in the watches of that night; if each spot is served once, in all watches, with the earlier nights flown), area_m2, places (how many), near and near_m (the nearest named feature of the demand layers, and its distance in metres), name (of the spot&apos;s places), visits (how many sorties visit it), times (local times of day of the visits; the first few), gap_after (the gap that is then expected in the watches of that night) and closed (how much of the priority the plan closes). The last four are null if each spot is served once. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>各夜规划所针对的盲区。字段：spot_id（夜和排名，与航点及未到访盲区的图层一致）、rank（1 为该夜优先度最高）、priority（该夜所计的优先度，含到访之后地点的权重）、served（方案服务了其中多少；若目标是补上值守时段内的漏巡则为空）、gap（其地点在该夜各值守时段内的平均；若每个盲区到访一次，则为全部值守时段内、之前各夜已飞行时的平均）、area_m2、places（地点数）、near 和 near_m（需求图层中最近的命名要素及其距离，米）、name（盲区内地点的名称）、visits（到访的架次数）、times（到访的当地时刻；前几个）、gap_after（该夜各值守时段内预计的漏巡概率）和 closed（方案补上了多少优先度）。若每个盲区到访一次，最后四个为空。图层最前面还有三个字段：night（从 1 起）、plan（该夜所飞的方案：自身的方案，或随机抽取各夜时为其抽取的方案）和 probability（抽取各夜时：该方案被抽取的概率；否则为空）。优先度是制定方案时所计的值，含之前各夜之后地点的权重。此处时间从不为空。</translation>
    </message>
    <message>
        <source>The first night is the first watch from this date and time on. If the time of day is in the watch, no drone takes off before it in any night; else it has no effect. Empty: the first watch after the period. If each spot is served once, the first drones take off at this time of day; empty: one revisit interval after the watch begins (at most half of the watch), because a drone notices only what began within the revisit interval before it comes.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>第一夜是从该日期和时间起的第一个值守时段。若该时刻在值守时段内，则任何一夜都没有无人机在此之前起飞；否则没有影响。留空：分析期之后的第一个值守时段。若每个盲区到访一次，第一批无人机在该时刻起飞；留空时，在值守时段开始后一个重访间隔起飞（最多为值守时段的一半），因为无人机只能发现它到来之前一个重访间隔内开始的情况。</translation>
    </message>
    <message>
        <source>The share of its priority that a place keeps after an earlier night that closed its gap in full. If the night closed a part of the gap, that part of the reduction applies. 1: go where the gain is highest, even if that is the same every night. 0: a place whose gap was closed in full is left out while there are others; one that was closed by 30 % keeps 70 %. If each spot is served once, a visit counts as closed in full.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>地点的漏巡被之前某一夜全部补上之后，该地点保留的优先度占比。若该夜只补上一部分漏巡，则按该部分减少。1：飞往改善最大之处，即使每夜都相同。0：漏巡已全部补上的地点，只要还有其他地点就被略去；补上 30 % 的地点保留 70 %。若每个盲区到访一次，一次到访算作全部补上。</translation>
    </message>
    <message>
        <source>The vertices of the routes (PointZM) in the order of flight. Fields: drone, sortie, seq (from 1 in each sortie), action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive and leave (dates and times, UTC; null if no start is given), arrive_s and leave_s (the same in seconds from the start of the watch, or from the first take-off if each spot is served once), alt_agl_m (metres above the ground), alt_amsl_m (metres above sea level; null without a terrain raster), speed_ms (ground speed in m/s on the way to the waypoint; vertical speed where the drone goes straight up or down), spot_id (the spot that is visited here, else null; spots that practically coincide are visited together, with semicolons between their ids), spot_name (its name, or what it is near to). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. M is the arrival time. The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier nights. Here times are never null.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>航线的顶点（PointZM），按飞行顺序。字段：drone、sortie、seq（每个架次从 1 起）、action（takeoff、fly、hover、follow_start、follow、follow_end、sweep_start、sweep、sweep_end 或 land）、arrive 和 leave（日期和时间，UTC；没有给出起始时间时为空）、arrive_s 和 leave_s（同上，为从值守时段开始起算的秒数；若每个盲区到访一次，则从第一次起飞起算）、alt_agl_m（离地米数）、alt_amsl_m（海拔米；没有地形栅格时为空）、speed_ms（飞向该航点的地速，m/s；垂直上升或下降时为垂直速度）、spot_id（在此到访的盲区，否则为空；几乎重合的盲区一并到访，编号之间用分号隔开）、spot_name（其名称，或其附近的名称）。有地形栅格时 Z 为海拔米，否则为起降点以上的米数。M 以秒计：给出起始时间时从 1970 年起算 (UTC)，否则从值守时段开始起算；若每个盲区到访一次，则从第一次起飞起算。M 为到达时间。图层最前面还有三个字段：night（从 1 起）、plan（该夜所飞的方案：自身的方案，或随机抽取各夜时为其抽取的方案）和 probability（抽取各夜时：该方案被抽取的概率；否则为空）。优先度是制定方案时所计的值，含之前各夜之后地点的权重。此处时间从不为空。</translation>
    </message>
    <message>
        <source>Total priority with all nights flown</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>全部各夜飞行后的总优先度</translation>
    </message>
    <message>
        <source>Total priority without drones</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>没有无人机时的总优先度</translation>
    </message>
    <message>
        <source>What a place counts after a visit</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">地点被到访后还计多少</translation>
    </message>
    <message>
        <source>random</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>随机</translation>
    </message>
    <message>
        <source>rolling</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>滚动</translation>
    </message>
    <message>
        <source>rotation</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>轮换</translation>
    </message>
    <message>
        <source>unpredictable</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>不可预测</translation>
    </message>
    <message>
        <source>week</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>周</translation>
    </message>
    <message>
        <source>6 Plan many nights</source>
        <extracomment>algorithms/catalogue.py, algorithms/plannights.py</extracomment>
        <translation type="vanished">6 规划多夜</translation>
    </message>
    <message>
        <source>Spots that are not visited</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py, algorithms/report.py</extracomment>
        <translation>未到访的盲区</translation>
    </message>
    <message>
        <source>Waypoints</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py, algorithms/report.py</extracomment>
        <translation>航点</translation>
    </message>
    <message>
        <source>Routes</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation>航线</translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly, so that they close the most of the gaps? The planner uses all drones, all batteries and all hours of the watch.&lt;/p&gt; &lt;p&gt;A visit &lt;b&gt;closes&lt;/b&gt; what began up to one revisit interval before it, because it is noticed in time. So a spot may be worth several visits, and a visit soon after another one closes little. The planner chooses the stops of each sortie, their order, and when the sortie takes off: from the start of the watch until one revisit interval after its end. CLOSED_PRIORITY is the priority that the plan closes, as Assess a plan measures it. SHARE_CLOSED is its share of the priority of all scored places (&lt;b&gt;Scored places&lt;/b&gt;), or of the spots where these are not given; TOTAL_PRIORITY is that of the spots alone. When in the watch the gap of a spot is open comes from Score gaps, by way of Find blind spots (gap_profile). Without that, the gap is taken to be the same at all hours.&lt;/p&gt; &lt;p&gt;With &lt;b&gt;Serve each spot once&lt;/b&gt; as the objective, the drones visit the spots that together have the highest priority, each once. &quot;Served&quot; means visited once; it does not mean that the gap is closed.&lt;/p&gt; &lt;p&gt;Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include wind, climb, descent and hovering.&lt;/p&gt; &lt;p&gt;Drones are separated by altitude layers. Where these do not separate them, the later drone waits (&lt;b&gt;Distance between drones&lt;/b&gt;). At a launch site, a time passes between take-offs and landings (&lt;b&gt;Time between movements at a launch site&lt;/b&gt;).&lt;/p&gt; &lt;p&gt;Spots that no drone visits are in a layer of their own, with the reason. &lt;b&gt;Where more drones stop paying&lt;/b&gt;: the log says what one more sortie for each drone, and one more drone, would close. UPPER_BOUND says how much better a plan could be at most: visits to these stops, in the ways considered here, cannot close (or serve) more. It includes what this plan closes in passing, between its stops.&lt;/p&gt; &lt;p&gt;For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own drones, and how many sorties each may fly.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">&lt;p&gt;无人机应当何时飞往何处，才能补上最多的漏巡？规划器使用全部无人机、全部电池和值守时段的全部时间。&lt;/p&gt; &lt;p&gt;一次到访能&lt;b&gt;补上&lt;/b&gt;此前一个重访间隔之内开始的情况，因为它们被及时发现。因此一个盲区可能值得多次到访，而紧接着的再次到访补上的很少。规划器选择每个架次的停留点、其顺序以及起飞时刻：从值守时段开始到其结束后一个重访间隔。CLOSED_PRIORITY 是方案补上的优先度，与“评估方案”的计算方式相同。SHARE_CLOSED 是它占全部已评分地点（&lt;b&gt;已评分的地点&lt;/b&gt;）优先度的比例；没有给出已评分的地点时，是占各盲区优先度的比例；TOTAL_PRIORITY 只是盲区的优先度。盲区的漏巡在值守时段的何时存在，来自“计算漏巡概率”，经由“查找盲区”（gap_profile）。没有它时，假定漏巡概率在各时刻相同。&lt;/p&gt; &lt;p&gt;以&lt;b&gt;每个盲区到访一次&lt;/b&gt;为目标时，无人机到访合计优先度最高的盲区，每个一次。“服务”是指到访一次，并不表示漏巡已经补上。&lt;/p&gt; &lt;p&gt;无人机在点上悬停，沿线飞行，对面进行扫描。每个架次都从其起降点起飞并回到该点。它用一块电池飞行，降落后留有备用电量，并绕开禁飞区。时间和能量包括风、爬升、下降和悬停。&lt;/p&gt; &lt;p&gt;无人机按高度层隔开。高度层不能隔开时，后起飞的无人机等候（&lt;b&gt;无人机之间的距离&lt;/b&gt;）。同一起降点的起降之间留有时间（&lt;b&gt;起降点起降间隔&lt;/b&gt;）。&lt;/p&gt; &lt;p&gt;没有无人机到访的盲区在单独的图层中，并附有原因。&lt;b&gt;再增加无人机何时不再划算&lt;/b&gt;：日志给出每架无人机增加一个架次、以及增加一架无人机能多补上多少。UPPER_BOUND 表明方案最多还能好多少：以此处考虑的方式到访这些停留点，补上（或服务）的不会更多。它包括本方案在停留点之间顺路补上的部分。&lt;/p&gt; &lt;p&gt;首次运行时，请给出盲区、起降点和禁飞区。然后设置您自己无人机的续航时间和速度，以及每架可飞的架次。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Minutes in the air</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>空中飞行分钟数</translation>
    </message>
    <message>
        <source>One line (LineStringZM) for each sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), launch_site (its name), start and end (dates and times, UTC; null if no start is given), duration_s (seconds in the air), distance_m (metres flown, with climb and descent), energy_wh (Wh used), priority (that the sortie closes, where what several close together is shared; if each spot is served once, that it serves), z_ref (what Z is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude layer), left_pct (% of the battery left after landing), swath_m (the Swath it was planned with), spots (names of the spots it visits, in the order of flight; the first few). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>每个架次一条线（LineStringZM），从起飞到降落。字段：drone 和 sortie（从 1 起的编号）、launch_site（其名称）、start 和 end（日期和时间，UTC；没有给出起始时间时为空）、duration_s（空中的秒数）、distance_m（飞行的米数，含爬升和下降）、energy_wh（消耗的 Wh）、priority（该架次补上的优先度，几个架次共同补上的部分由它们分摊；若每个盲区到访一次，则为它服务的优先度）、z_ref（Z 的起算面：AMSL 或 launch site）、altitude_m（其高度层的离地米数）、left_pct（降落后剩余电量的百分比）、swath_m（规划所用的幅宽）、spots（所到访盲区的名称，按飞行顺序；前几个）。有地形栅格时 Z 为海拔米，否则为起降点以上的米数。M 以秒计：给出起始时间时从 1970 年起算 (UTC)，否则从值守时段开始起算；若每个盲区到访一次，则从第一次起飞起算。</translation>
    </message>
    <message>
        <source>One point for each spot that is not visited, or not completely, and for each reason. Fields: spot_id, priority (of the part that is not visited), reason, spot_name (the name of the spot, or what it is near to). The points have no Z and no M. Inside a no-fly zone is also what is nearer to one than the distances to no-fly zones allow. Larger than all batteries together: of a very large spot, only the part nearest to the launch sites is planned for.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>每个未到访或未完全到访的盲区，每种原因一个点。字段：spot_id、priority（未到访部分的优先度）、reason、spot_name（盲区的名称，或其附近的名称）。这些点没有 Z 和 M。“在禁飞区内”也包括距禁飞区小于“到禁飞区的距离”所允许的部分。“大于全部电池之和”：对于非常大的盲区，只规划距起降点最近的部分。</translation>
    </message>
    <message>
        <source>Priority closed over the watch</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>值守时段内补上的优先度</translation>
    </message>
    <message>
        <source>Priority of all spots</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>全部盲区的优先度</translation>
    </message>
    <message>
        <source>Priority served (if each spot is served once)</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>服务的优先度（若每个盲区到访一次）</translation>
    </message>
    <message>
        <source>Share of the priority closed (%): of scored places if given, else of spots</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">补上的优先度占比 (%)：给出已评分的地点时占这些地点，否则占盲区</translation>
    </message>
    <message>
        <source>Spots and their visits</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>盲区及其到访</translation>
    </message>
    <message>
        <source>The blind spots with their visits; not written if each spot is served once. Fields: spot_id, spot_name, visits (how many sorties visit it), times (local times of day of the visits; the first few), first_visit (date and time, UTC; null if no start is given), gap_before and gap_after (mean gap of the spot without and with the drones; null where the blind spots have no field gap), closed (the priority that is closed), priority (of the spot). Points on the spots, if these are of several kinds (points, lines, polygons).</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>盲区及其到访；若每个盲区到访一次则不写出。字段：spot_id、spot_name、visits（到访的架次数）、times（到访的当地时刻；前几个）、first_visit（日期和时间，UTC；没有给出起始时间时为空）、gap_before 和 gap_after（没有和有无人机时盲区的平均漏巡概率；盲区没有字段 gap 时为空）、closed（补上的优先度）、priority（盲区的优先度）。若盲区有多种几何类型（点、线、多边形），则为盲区上的点。</translation>
    </message>
    <message>
        <source>The vertices of the routes (PointZM) in the order of flight. Fields: drone, sortie, seq (from 1 in each sortie), action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive and leave (dates and times, UTC; null if no start is given), arrive_s and leave_s (the same in seconds from the start of the watch, or from the first take-off if each spot is served once), alt_agl_m (metres above the ground), alt_amsl_m (metres above sea level; null without a terrain raster), speed_ms (ground speed in m/s on the way to the waypoint; vertical speed where the drone goes straight up or down), spot_id (the spot that is visited here, else null; spots that practically coincide are visited together, with semicolons between their ids), spot_name (its name, or what it is near to). Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since 1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is served once. M is the arrival time.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>航线的顶点（PointZM），按飞行顺序。字段：drone、sortie、seq（每个架次从 1 起）、action（takeoff、fly、hover、follow_start、follow、follow_end、sweep_start、sweep、sweep_end 或 land）、arrive 和 leave（日期和时间，UTC；没有给出起始时间时为空）、arrive_s 和 leave_s（同上，为从值守时段开始起算的秒数；若每个盲区到访一次，则从第一次起飞起算）、alt_agl_m（离地米数）、alt_amsl_m（海拔米；没有地形栅格时为空）、speed_ms（飞向该航点的地速，m/s；垂直上升或下降时为垂直速度）、spot_id（在此到访的盲区，否则为空；几乎重合的盲区一并到访，编号之间用分号隔开）、spot_name（其名称，或其附近的名称）。有地形栅格时 Z 为海拔米，否则为起降点以上的米数。M 以秒计：给出起始时间时从 1970 年起算 (UTC)，否则从值守时段开始起算；若每个盲区到访一次，则从第一次起飞起算。M 为到达时间。</translation>
    </message>
    <message>
        <source>Upper bound of the priority closed (or served) by visits to these stops</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">到访这些停留点所能补上（或服务）的优先度上界</translation>
    </message>
    <message>
        <source>battery</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>电池</translation>
    </message>
    <message>
        <source>mission</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>飞行任务</translation>
    </message>
    <message>
        <source>orienteering</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>定向问题</translation>
    </message>
    <message>
        <source>route</source>
        <extracomment>algorithms/planroutes.py, engine/pages/flown_lines.py</extracomment>
        <translation>航线</translation>
    </message>
    <message>
        <source>uas</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>无人机系统</translation>
    </message>
    <message>
        <source>wind</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>风</translation>
    </message>
    <message>
        <source>4 Plan drone routes</source>
        <extracomment>algorithms/catalogue.py, algorithms/planroutes.py</extracomment>
        <translation type="vanished">4 规划无人机航线</translation>
    </message>
    <message>
        <source>Steps of the solver</source>
        <extracomment>algorithms/inputs/task.py, algorithms/planroutes.py</extracomment>
        <translation>求解器的步数</translation>
    </message>
    <message>
        <source>no-fly</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation>禁飞</translation>
    </message>
    <message>
        <source>survey</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation>测绘</translation>
    </message>
    <message>
        <source>sweep</source>
        <extracomment>algorithms/planroutes.py, algorithms/sweepareas.py</extracomment>
        <translation>扫描</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes clean tracks from GPS fixes. Rejected fixes are kept in a layer of their own.&lt;/p&gt; &lt;p&gt;The fixes of each unit are sorted by time. Exact repeats are rejected, and so is a fix that the unit could not have reached at the &lt;b&gt;Maximum speed&lt;/b&gt;: the outlier itself, not the good fix after it. Fixes far from all others in time, and positions that are no measurements, such as (0, 0) or a wrong sign, are rejected with a reason of their own. Where times are cut to minutes or seconds, the fixes that share one are spread within it, in the order of the rows.&lt;/p&gt; &lt;p&gt;A silence ends the track if it is longer than the &lt;b&gt;Longest silence that is still a leg&lt;/b&gt;. Up to the &lt;b&gt;Longest outage&lt;/b&gt; it is an outage: the unit is on patrol, but its position is unknown. In a longer silence the unit is off duty. The track also ends where a unit jumps to another location and stays there.&lt;/p&gt; &lt;p&gt;No row is lost: every row of the input is either a vertex of a track or a point in the layer of rejected fixes, with the reason; the log says what to do. The M values of the tracks are epoch seconds (UTC). So the temporal controller can animate the tracks, and all other Blindspot algorithms can read them. Write them as gpkg, fgb or shp: most other formats lose M.&lt;/p&gt;</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>&lt;p&gt;由 GPS 定位点生成干净的轨迹。被剔除的定位点保存在单独的图层中。&lt;/p&gt; &lt;p&gt;每个单元的定位点按时间排序。完全重复的定位点被剔除；单元以&lt;b&gt;最高速度&lt;/b&gt;也到不了的定位点同样被剔除：剔除的是异常点本身，而不是其后正常的点。时间上远离所有其他定位点的，以及不是测量值的位置，例如 (0, 0) 或正负号错误，各以其原因被剔除。时间被截断到分钟或秒时，同一时间的定位点按行的顺序在其中均匀分布。&lt;/p&gt; &lt;p&gt;静默长于&lt;b&gt;仍算作轨迹段的最长静默&lt;/b&gt;时，轨迹结束。不超过&lt;b&gt;信号中断的最长时间&lt;/b&gt;的是信号中断：单元仍在巡逻，但位置未知。静默更长时，单元已下班。单元跳到另一处并停留在那里时，轨迹也结束。&lt;/p&gt; &lt;p&gt;没有一行会丢失：输入的每一行要么是轨迹的顶点，要么是被剔除定位点图层中的一个点，并附有原因；日志说明应如何处理。轨迹的 M 值为纪元秒 (UTC)。因此时态控制器可以播放轨迹，Blindspot 的其他所有算法也可以读取它们。请将其写为 gpkg、fgb 或 shp：大多数其他格式会丢失 M。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy field (m)</source>
        <extracomment>algorithms/preparetracks.py, algorithms/spotstability.py</extracomment>
        <translation>精度字段 (m)</translation>
    </message>
    <message>
        <source>Fixes kept</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>保留的定位点数</translation>
    </message>
    <message>
        <source>Fixes rejected</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>剔除的定位点数</translation>
    </message>
    <message>
        <source>Fixes with a worse accuracy (a larger number) are rejected. Needs the accuracy field. Empty: all fixes are kept.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>精度更差（数值更大）的定位点被剔除。需要精度字段。留空：保留全部定位点。</translation>
    </message>
    <message>
        <source>Lines from the last fix before an outage to the first fix after it.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>从信号中断前的最后一个定位点到其后第一个定位点的线。</translation>
    </message>
    <message>
        <source>Lines with epoch seconds (UTC) in M. Fields: track_id, unit, start, end, fixes (how many), distance_m, duration_s. distance_m leaves out the scatter of the positions, most of it while a unit stands still, so it can be less than the length of the line. A single fix becomes a track with two equal vertices.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>M 中为纪元秒 (UTC) 的线。字段：track_id、unit、start、end、fixes（定位点数）、distance_m、duration_s。distance_m 不计位置的散布（大多出现在单元静止时），因此可能小于线的长度。单个定位点成为两个顶点相同的轨迹。</translation>
    </message>
    <message>
        <source>No track could be made: every fix was rejected. The layer of rejected fixes gives the reasons.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>无法生成轨迹：全部定位点都被剔除。被剔除定位点的图层给出了原因。</translation>
    </message>
    <message>
        <source>Outages</source>
        <extracomment>algorithms/preparetracks.py, algorithms/report.py</extracomment>
        <translation>信号中断</translation>
    </message>
    <message>
        <source>Rejected fixes</source>
        <extracomment>algorithms/preparetracks.py, algorithms/report.py</extracomment>
        <translation>被剔除的定位点</translation>
    </message>
    <message>
        <source>The field with the accuracy of each fix in metres, as the receiver reports it.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>存放接收机报告的每个定位点精度（米）的字段。</translation>
    </message>
    <message>
        <source>The rejected rows as points, in the CRS of the input. Fields: source_id, unit, time, reason.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>被剔除的行，以点表示，使用输入的 CRS。字段：source_id、unit、time、reason。</translation>
    </message>
    <message>
        <source>Worst accuracy to keep</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation type="vanished">保留的最差精度</translation>
    </message>
    <message>
        <source>clean</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>清理</translation>
    </message>
    <message>
        <source>gpx</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>gpx</translation>
    </message>
    <message>
        <source>movement</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>移动</translation>
    </message>
    <message>
        <source>points to path</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>点转路径</translation>
    </message>
    <message>
        <source>trajectory</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>1 Prepare tracks</source>
        <extracomment>algorithms/catalogue.py, algorithms/preparetracks.py</extracomment>
        <translation type="vanished">1 整理轨迹</translation>
    </message>
    <message>
        <source>Tracks</source>
        <extracomment>algorithms/preparetracks.py, algorithms/report.py, engine/pages/report_finding.py</extracomment>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>gps</source>
        <extracomment>algorithms/preparetracks.py, algorithms/spotstability.py</extracomment>
        <translation>gps</translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithm {} cannot be loaded: {}</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation type="vanished">无法加载 Blindspot 的算法 {}：{}</translation>
    </message>
    <message>
        <source>Blindspot: what patrols miss, and drone routes to it</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation>Blindspot：巡逻遗漏之处，以及飞往那里的无人机航线</translation>
    </message>
    <message>
        <source>&lt;p&gt;Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result carries.&lt;/p&gt; &lt;p&gt;The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers, must still be in the project.&lt;/p&gt; &lt;p&gt;AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values, which another machine or another version of a library may cause; the log says which of the two. Otherwise AGREES is 0, and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no longer as they were, whether the result itself was edited after it was made, and with which versions it was made and repeated. If only the inputs have changed, the result is not wrong, but out of date.&lt;/p&gt; &lt;p&gt;A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower computer that takes longer than the time limit.&lt;/p&gt; &lt;p&gt;A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several outputs, only the one that is given is made again.&lt;/p&gt;</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">&lt;p&gt;这个结果真是由其输入得到的吗？取一个由 Blindspot 生成的结果，以相同的参数对相同的输入再次运行相同的算法，并进行比较。所需的一切都在结果所带的运行记录中。&lt;/p&gt; &lt;p&gt;先在相对于结果的原位置查找输入，因此整个文件夹可以移动或交给他人；然后在旧路径查找；再在结果所在的文件夹查找。没有文件的输入，例如临时图层，必须仍在工程中。&lt;/p&gt; &lt;p&gt;若全部要素相同（顺序不限），或差异小于其数值的十亿分之一（另一台计算机或库的另一个版本可能造成），则 AGREES 为 1；日志说明是哪一种。否则 AGREES 为 0，日志说明有多少要素不同、在哪些字段、最多相差多少。日志还说明哪些输入已与当时不同，结果本身在生成之后是否被编辑过，以及生成和重复时的版本。如果只是输入发生了变化，结果并没有错，只是已经过时。&lt;/p&gt; &lt;p&gt;受时间限制的方案以相同的搜索步数重复，因此也会一致。在较慢的计算机上，这会超过时间限制。&lt;/p&gt; &lt;p&gt;对选中要素的运行无法重复，因为选择没有记录。对有多个输出的算法，只重新生成给出的那一个。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Differences</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>差异</translation>
    </message>
    <message>
        <source>Features (or pixels) of one that the other does not have</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>一方有而另一方没有的要素（或像元）</translation>
    </message>
    <message>
        <source>Features (or pixels) of the result that is given</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>给出的结果的要素（或像元）</translation>
    </message>
    <message>
        <source>Inputs that are not as they were</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>与当时不同的输入</translation>
    </message>
    <message>
        <source>Raster made again</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重新生成的栅格</translation>
    </message>
    <message>
        <source>Result made again</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重新生成的结果</translation>
    </message>
    <message>
        <source>The features of either layer that the other does not have. The field origin is given for those of the result, and again for those of the repeated run; the other fields are those that both have.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>任一图层中另一方没有的要素。字段 origin 为 given 的来自给出的结果，为 again 的来自重复运行；其余字段是两者共有的。</translation>
    </message>
    <message>
        <source>The layer or table that the repeated run gives, to compare it on the map.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重复运行得到的图层或表，可在地图上比较。</translation>
    </message>
    <message>
        <source>The same, where a raster is given.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>同上，给出栅格时使用。</translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>比较结果</translation>
    </message>
    <message>
        <source>Whether the result agrees with the repeated run (1) or not (0)</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">结果与重复运行一致 (1) 或不一致 (0)</translation>
    </message>
    <message>
        <source>audit</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>审计</translation>
    </message>
    <message>
        <source>provenance</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>record</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>记录</translation>
    </message>
    <message>
        <source>reproduce</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重现</translation>
    </message>
    <message>
        <source>reproducible</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>可重现</translation>
    </message>
    <message>
        <source>rerun</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>verify</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>核验</translation>
    </message>
    <message>
        <source>Repeat a run (is the result reproducible?)</source>
        <extracomment>algorithms/catalogue.py, algorithms/repeatrun.py</extracomment>
        <translation type="vanished">重复运行（结果可重现吗？）</translation>
    </message>
    <message>
        <source>&lt;p&gt;How likely is it that something happens at a place and no patrol notices it in time?&lt;/p&gt; &lt;p&gt;The &lt;b&gt;gap&lt;/b&gt; of a place is the probability that a condition that starts at a random moment of the watch goes unseen for the revisit interval. 0: it is always seen in time; 1: never. The gap is computed exactly from the tracks, for the cells of a grid or for your own places. It can be compared between cities and months, because it is a probability and is never rescaled.&lt;/p&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt; = demand x gap. &lt;b&gt;why&lt;/b&gt; explains the score in a sentence: what the watch saw, and then what other hours saw. visits, dwell_s and last_seen count all hours; watch_visits, watch_dwell_s and nights_seen count the watch alone, as the gap does. Idleness is measured in wall-clock time over the whole period that the data cover, day and night: &lt;b&gt;mean_idle_s&lt;/b&gt; is the time since the last pass, averaged over the period, and &lt;b&gt;worst_gap_s&lt;/b&gt; is the longest time without a pass. Intervals at the start or end of the period may really be longer; why then says &quot;at least&quot;.&lt;/p&gt; &lt;p&gt;For a first run, give the fixes, the unit field and the area that the patrols are responsible for; the log says which time field and time zone were assumed. Then add demand layers.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Unknown is not unpatrolled.&lt;/b&gt; gap counts only what the fixes show. While a receiver was silent (an outage), its unit may have been anywhere within reach at the &lt;b&gt;Speed during outages&lt;/b&gt;. In a night without any fix, all units may have been anywhere. &lt;b&gt;gap_low&lt;/b&gt; takes this into account. It is a lower bound for each place, not a map of what happened, because a unit cannot have been everywhere at once. Where gap and gap_low differ much, repair the receivers before you blame the patrols.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Where data end is not where patrols end.&lt;/b&gt; Moments whose revisit interval reaches before the first or after the last fix are left out, and the log gives their hours and dates. To count them as unpatrolled, use the advanced parameter &lt;b&gt;Watches that the data cover in part&lt;/b&gt;.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Standing counts.&lt;/b&gt; A parked vehicle sees what is around it, so its car park has a small gap. The whole stay is one visit, even if the receiver was silent for some of it, and why calls it a long stay. To exclude standing, set the &lt;b&gt;Slowest speed that counts&lt;/b&gt;, or filter the input if you know which vehicles were empty.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last pass, cell by cell, is the path of an officer. So last_seen is rounded down to a quarter of an hour or an hour if at least three units were at the place in that time, otherwise to the start of the day of the watch (from one start of the watch to the next). worst_gap_s and mean_idle_s are rounded down as well, because the time of a pass can be computed from them, and so are the times in why. &lt;b&gt;gap_profile&lt;/b&gt; shows when in the watch a place is usually seen. Where fewer than three units saw the place, it tells a pass only to the quarter of an hour. Where they did so in fewer than three nights, it would date a pass, so it is the same at all times. gap and priority are exact. In a place with few passes even the gap depends on when they were: do not publish such a map for a single unit.&lt;/p&gt;</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation type="vanished">&lt;p&gt;某处发生情况，而没有巡逻及时发现，这种可能性有多大？&lt;/p&gt; &lt;p&gt;一个地点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在值守时段的随机时刻开始的情况在重访间隔内无人发现的概率。0：总能及时看到；1：从来看不到。漏巡概率由轨迹精确计算，针对网格的单元格或您自己的地点。它可以在城市之间、月份之间比较，因为它是概率，从不重新缩放。&lt;/p&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt;（优先度）= 需求 x 漏巡概率。&lt;b&gt;why&lt;/b&gt; 用一句话说明评分：先是值守时段内看到的，然后是其他时间看到的。visits、dwell_s 和 last_seen 计全部时间；watch_visits、watch_dwell_s 和 nights_seen 只计值守时段，与漏巡概率相同。未巡时间按钟表时间计，覆盖数据所及的整个分析期，不分昼夜：&lt;b&gt;mean_idle_s&lt;/b&gt; 是距上一次经过的时间在分析期内的平均，&lt;b&gt;worst_gap_s&lt;/b&gt; 是最长无经过时间。分析期开始或结束处的间隔实际可能更长，此时 why 会注明“至少”。&lt;/p&gt; &lt;p&gt;首次运行时，请给出定位点、单元字段和巡逻所负责的区域；日志说明假定了哪个时间字段和时区。然后加上需求图层。&lt;/p&gt; &lt;p&gt;&lt;b&gt;未知不等于无人巡逻。&lt;/b&gt;漏巡概率只计定位点所显示的情况。接收机静默期间（信号中断），该单元可能在以&lt;b&gt;信号中断期间的速度&lt;/b&gt;所能到达的任何地方。没有任何定位点的夜，所有单元都可能在任何地方。&lt;b&gt;gap_low&lt;/b&gt; 考虑了这一点。它是每个地点的下界，而不是实际情况的地图，因为一个单元不可能同时在所有地方。gap 与 gap_low 相差很大之处，请先检修接收机，再追究巡逻。&lt;/p&gt; &lt;p&gt;&lt;b&gt;数据结束之处不等于巡逻结束之处。&lt;/b&gt;重访间隔早于第一个定位点或晚于最后一个定位点的时刻被略去，日志给出其小时数和日期。若要把它们计为无巡逻，请使用高级参数&lt;b&gt;数据只覆盖一部分的值守时段&lt;/b&gt;。&lt;/p&gt; &lt;p&gt;&lt;b&gt;静止也计入。&lt;/b&gt;停着的车辆能看到周围，因此其停车场的漏巡概率很小。整段停留算一次到访，即使其间接收机静默了一段时间，why 会称之为长时间停留。若要排除静止，请设置&lt;b&gt;计入的最低速度&lt;/b&gt;；若您知道哪些车辆无人，请过滤输入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;针对地点，不针对个人。&lt;/b&gt;逐个单元格的最后经过时间，就是一名警员的行踪。因此，若该时间内至少有三个单元在该地点，last_seen 向下取整到一刻钟或一小时，否则取整到值守日的开始（值守时段两次开始之间）。worst_gap_s 和 mean_idle_s 也向下取整，因为由它们可以推算经过的时间；why 中的时间同样如此。&lt;b&gt;gap_profile&lt;/b&gt; 显示地点通常在值守时段的何时被看到。看到该地点的单元不足三个时，它只把经过精确到一刻钟。若他们到场的夜不足三个，就会推出经过的日期，此时各时刻取相同的值。gap 和 priority 是精确的。经过很少的地点，连漏巡概率也取决于经过的时间：不要发布单个单元的此类地图。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Sweep width at the median speed (m)</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>中位速度下的搜索宽度 (m)</translation>
    </message>
    <message>
        <source>Total priority</source>
        <extracomment>algorithms/scoregaps.py, ui/figures.py</extracomment>
        <translation>总优先度</translation>
    </message>
    <message>
        <source>idleness</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>未巡时间</translation>
    </message>
    <message>
        <source>revisit</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>重访</translation>
    </message>
    <message>
        <source>visibility</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>可见性</translation>
    </message>
    <message>
        <source>2 Score gaps</source>
        <extracomment>algorithms/catalogue.py, algorithms/scoregaps.py</extracomment>
        <translation type="vanished">2 计算漏巡概率</translation>
    </message>
    <message>
        <source>&lt;p&gt;How certain is each blind spot? Positions have errors of a few metres, the detection range and the right revisit interval are not known exactly, and the position of the grid is arbitrary. This algorithm scores the gaps and finds the spots many times with such changes, and counts how often each spot is &lt;b&gt;found again&lt;/b&gt;. A spot is found again if the spots of a repeat cover enough of it (&lt;b&gt;Share that must be found again&lt;/b&gt;). Parameters that are left empty are taken from the record of the blind spots. The log gives the number of spots that are not found with these parameters at all.&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt; is the share of the repeats in which the spot is found again. In each repeat, every fix is moved within its accuracy. The detection ranges (of all units together) and the revisit interval are multiplied by independent random numbers from 0.75 to 1.25. A grid is moved by up to half a cell in x and y; your own places are not moved.&lt;/p&gt; &lt;p&gt;Fixes are moved like real errors of receivers: by about their accuracy, and by similar amounts from one fix to the next, so that a track moves as a whole. The fixes of the cleaned tracks are moved; they are not read or cleaned again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; is the setting that alone loses most of the spot. To find it, each setting is also varied while the others stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and lost_grid are the mean shares that are lost. If a spot depends most on the detection range, measure this range better before you send a drone. The same seed gives the same result.&lt;/p&gt; &lt;p&gt;Each repeat takes as long as Score gaps and Find blind spots together, without reading and writing layers. 20 repeats need 45 such runs in total.&lt;/p&gt;</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">&lt;p&gt;每个盲区有多确定？位置有几米的误差，探测距离和恰当的重访间隔并不确切知道，网格的位置是任意的。本算法在这些变化下多次计算漏巡概率并查找盲区，统计每个盲区&lt;b&gt;再次找到&lt;/b&gt;的次数。若某次重复的盲区覆盖了它的足够部分（&lt;b&gt;须再次找到的占比&lt;/b&gt;），就算再次找到。留空的参数取自盲区的运行记录。日志给出以这些参数根本找不到的盲区的数量。&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt;（稳定性）是再次找到该盲区的重复次数占比。在每次重复中，每个定位点在其精度范围内移动。探测距离（全部单元一起）和重访间隔各乘以 0.75 至 1.25 之间的独立随机数。网格在 x 和 y 方向最多移动半个单元格；您自己的地点不移动。&lt;/p&gt; &lt;p&gt;定位点像接收机的真实误差那样移动：幅度约为其精度，相邻定位点的移动量相近，因此轨迹整体移动。移动的是清理后轨迹的定位点；不会重新读取或清理。&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; 是单独改变就使盲区损失最多的设置。为找到它，每个设置还会单独变化，其他设置保持给定值，次数约为重复次数的四分之一。lost_accuracy、lost_range、lost_revisit 和 lost_grid 是平均损失的占比。如果盲区最依赖探测距离，请先更准确地测定探测距离，再派出无人机。相同的随机种子给出相同的结果。&lt;/p&gt; &lt;p&gt;每次重复所需的时间相当于“计算漏巡概率”与“查找盲区”之和，不含图层的读写。20 次重复共需 45 次这样的运行。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy field</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">精度字段</translation>
    </message>
    <message>
        <source>Accuracy of the fixes</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">定位点的精度</translation>
    </message>
    <message>
        <source>Blind spots of stability 0.8 or more</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>稳定性不低于 0.8 的盲区</translation>
    </message>
    <message>
        <source>Mean stability</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>平均稳定性</translation>
    </message>
    <message>
        <source>Minimum share of a spot&apos;s area, length or points that the spots of a repeat must cover, so that the spot counts as found. Of a spot that stands for several points, all of these count.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>某次重复的盲区至少须覆盖盲区面积、长度或点数的这一比例，该盲区才算找到。代表多个点的盲区，所有这些点都计入。</translation>
    </message>
    <message>
        <source>Number of runs in which all settings are varied together.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>所有设置一起变化的运行次数。</translation>
    </message>
    <message>
        <source>Radius around a fix that contains the true position with probability 68 %. Used for fixes without a value of their own. 0: positions are exact.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>以定位点为圆心、以 68 % 的概率包含真实位置的半径。用于没有自身精度值的定位点。0：位置是精确的。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <extracomment>algorithms/spotstability.py, layers/styles/words_of_fields.py</extracomment>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Share that must be found again (%)</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>须再次找到的占比 (%)</translation>
    </message>
    <message>
        <source>The field with the accuracy of each fix in metres. For null, 0 or less, Accuracy of the fixes is used.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>存放每个定位点精度（米）的字段。为空、为 0 或更小时，使用“定位点的精度”。</translation>
    </message>
    <message>
        <source>The output of Find blind spots. Parameters that are left empty are taken from its record.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>“查找盲区”的输出。留空的参数取自其运行记录。</translation>
    </message>
    <message>
        <source>The same seed gives the same result.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>相同的随机种子给出相同的结果。</translation>
    </message>
    <message>
        <source>accuracy</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>精度</translation>
    </message>
    <message>
        <source>confidence</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>置信度</translation>
    </message>
    <message>
        <source>monte carlo</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>蒙特卡洛</translation>
    </message>
    <message>
        <source>robust</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>稳健</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>敏感性</translation>
    </message>
    <message>
        <source>uncertainty</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>Stability of blind spots</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>盲区的稳定性</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds a short path that sees all of an area.&lt;/p&gt; &lt;p&gt;Polygons are swept in parallel lines, in the direction or directions that give the shortest path. Lines are followed; where the width of corridors is more than the Swath, they are swept in parallel lines too. Paths stay inside their polygon and outside no-fly zones. An area that a zone cuts into pieces gets several parts, each with its own path.&lt;/p&gt; &lt;p&gt;&lt;b&gt;coverage&lt;/b&gt; is the share of the area that is within half a Swath of the path. The target is at least 0.995: the last small pieces in corners would make the path much longer. &lt;b&gt;bound_m&lt;/b&gt; is a lower bound of the path length. So &lt;b&gt;over_bound&lt;/b&gt; shows how much shorter a better path could be at most. About 1.1 is good; narrow or irregular areas have higher values.&lt;/p&gt; &lt;p&gt;You do not need this algorithm to plan flights: Plan drone routes sweeps polygons itself, and takes batteries, wind and launch sites into account. Use this one if you want only the paths, or to see the effect of Swath and direction.&lt;/p&gt; &lt;p&gt;A path is a proposal. The operator is responsible for permission, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>&lt;p&gt;求出能看到整个区域的短路径。&lt;/p&gt; &lt;p&gt;多边形以平行线扫描，方向取使路径最短的一个或几个。线则沿线飞行；带状区域的宽度大于幅宽时，也以平行线扫描。路径保持在其多边形之内、禁飞区之外。被禁飞区切开的区域分为几个部分，各有自己的路径。&lt;/p&gt; &lt;p&gt;&lt;b&gt;coverage&lt;/b&gt; 是区域中距路径不超过半个幅宽的占比。目标是至少 0.995：角落里最后的小块会使路径长得多。&lt;b&gt;bound_m&lt;/b&gt; 是路径长度的下界。因此 &lt;b&gt;over_bound&lt;/b&gt; 表明更好的路径最多能短多少。约 1.1 为良好；狭窄或不规则的区域数值更大。&lt;/p&gt; &lt;p&gt;规划飞行不需要本算法：“规划无人机航线”会自行扫描多边形，并考虑电池、风和起降点。只想得到路径，或想了解幅宽和方向的影响时，请使用本算法。&lt;/p&gt; &lt;p&gt;路径只是建议。飞行许可、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Areas</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>区域</translation>
    </message>
    <message>
        <source>Areas swept</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>已扫描的区域</translation>
    </message>
    <message>
        <source>Clockwise from the north of the output&apos;s CRS: with 90 the lines over polygons run from west to east. Corridors always follow their line. Empty: the best direction for each polygon, or for each piece of it.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>从输出 CRS 的北方顺时针计：90 时，多边形上的航线为东西方向。带状区域始终沿其线。留空：每个多边形或其每一块各取最佳方向。</translation>
    </message>
    <message>
        <source>Direction of all lines (degrees)</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>全部航线的方向（度）</translation>
    </message>
    <message>
        <source>Metres of all paths</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>全部路径的米数</translation>
    </message>
    <message>
        <source>Not covered</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>Polygons to sweep, or lines to follow. Holes of polygons are not swept. Each part of a multi-part feature gets its own path.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>要扫描的多边形，或要沿其飞行的线。多边形的洞不扫描。多部件要素的每个部件各有一条路径。</translation>
    </message>
    <message>
        <source>Share seen of all that lies outside of no-fly zones</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>禁飞区以外部分被看到的占比</translation>
    </message>
    <message>
        <source>Sweep paths</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>扫描路径</translation>
    </message>
    <message>
        <source>The areas that the paths do not see (MultiPolygon), one feature for each area and reason. Fields: area_id, area_m2, reason (inside a no-fly zone, which includes small pieces that zones cut off; or farther than half a swath from the path).</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>路径看不到的区域（MultiPolygon），每个区域每种原因一个要素。字段：area_id、area_m2、reason（在禁飞区内，包括被禁飞区切下的小块；或距路径超过半个幅宽）。</translation>
    </message>
    <message>
        <source>boustrophedon</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>牛耕式路径</translation>
    </message>
    <message>
        <source>corridor</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>走廊</translation>
    </message>
    <message>
        <source>lawnmower</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>割草机路径</translation>
    </message>
    <message>
        <source>Sweep areas</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>扫描区域</translation>
    </message>
    <message>
        <source>One line (LineString) for each part of an area. An area, or a line to follow, that no-fly zones cut has several parts. Fields: area_id (the field spot_id of the input, if there is one, else the feature id), part (from 1 in each area), length_m (metres of the path), turns (bends of more than 15 degrees), coverage (share of the part that is seen, 0 to 1), area_m2 (of the part; for a line, of its strip), bound_m (lower bound in metres: no path for this part is shorter), over_bound (length_m / bound_m; null where bound_m is 0). Where a whole part is seen from one position, the path is a line of a hundredth of the Swath there, so that QGIS can draw it and Plan drone routes accepts it.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>区域的每个部分一条线（LineString）。被禁飞区切开的区域或线有多个部分。字段：area_id（输入的字段 spot_id；若没有则为要素编号）、part（每个区域从 1 起）、length_m（路径的米数）、turns（大于 15 度的转弯）、coverage（该部分被看到的占比，0 至 1）、area_m2（该部分的面积；对于线，为其条带的面积）、bound_m（下界，米：该部分没有更短的路径）、over_bound（length_m / bound_m；bound_m 为 0 时为空）。从一个位置就能看到整个部分时，路径是该处长度为幅宽百分之一的线，使 QGIS 能够绘制、“规划无人机航线”能够接受。</translation>
    </message>
    <message>
        <source>Places that gain most</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>改善最多的地点</translation>
    </message>
    <message>
        <source>Places that lose most</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>恶化最多的地点</translation>
    </message>
    <message>
        <source>Places that stay worst</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>仍然最差的地点</translation>
    </message>
    <message>
        <source> and {more:,} more</source>
        <extracomment>engine/text.py</extracomment>
        <translation>等（另有 {more:,} 个）</translation>
    </message>
    <message>
        <source>FILETIME of Windows (100 ns since 1601)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>Windows 的 FILETIME（自 1601 年起的 100 ns）</translation>
    </message>
    <message>
        <source>Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="vanished">儒略日</translation>
    </message>
    <message>
        <source>days of Excel (since 1899-12-30)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>Excel 的天数（自 1899-12-30 起）</translation>
    </message>
    <message>
        <source>days of Excel in its 1904 date system</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>Excel 1904 日期系统的天数</translation>
    </message>
    <message>
        <source>days of MATLAB (since the year 0)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>MATLAB 的天数（自 0 年起）</translation>
    </message>
    <message>
        <source>modified Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>简化儒略日</translation>
    </message>
    <message>
        <source>ticks of .NET (100 ns since the year 1)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>.NET 的计时单位（自公元 1 年起的 100 ns）</translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithms cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation>无法加载 Blindspot 的算法：{}</translation>
    </message>
    <message>
        <source>Blindspot&apos;s menu cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation type="vanished">无法加载 Blindspot 的菜单：{}</translation>
    </message>
    <message>
        <source>Load the simulated sample city</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>加载模拟示例城市</translation>
    </message>
    <message>
        <source>Show the algorithms in the Processing toolbox</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>在数据处理工具箱中显示算法</translation>
    </message>
    <message>
        <source>The simulated city is in {}. Its nights are in the time zone {}.</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="vanished">模拟城市位于 {}。其夜晚所在时区为 {}。</translation>
    </message>
    <message>
        <source>The simulated sample city could not be copied: {}</source>
        <extracomment>ui/menu.py</extracomment>
        <translation type="vanished">无法复制模拟示例城市：{}</translation>
    </message>
    <message>
        <source>Two weeks of simulated night patrols in an invented city, to try Blindspot with</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>一座虚构城市两周的模拟夜间巡逻，供试用 Blindspot</translation>
    </message>
    <message>
        <source>Districts (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>辖区（模拟）</translation>
    </message>
    <message>
        <source>Launch sites (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>起降点（模拟）</translation>
    </message>
    <message>
        <source>No-fly zones (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>禁飞区（模拟）</translation>
    </message>
    <message>
        <source>Patrol fixes (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>巡逻定位点（模拟）</translation>
    </message>
    <message>
        <source>River (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>河流（模拟）</translation>
    </message>
    <message>
        <source>Riverside (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>河岸（模拟）</translation>
    </message>
    <message>
        <source>Simulated city</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>模拟城市</translation>
    </message>
    <message>
        <source>Simulated. Times are UTC; the city&apos;s zone is {}.</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="vanished">模拟数据。时间为 UTC；该城市的时区为 {}。</translation>
    </message>
    <message>
        <source>Station exits (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>地铁站出口（模拟）</translation>
    </message>
    <message>
        <source>Streets (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>街道（模拟）</translation>
    </message>
    <message>
        <source>Truth: exits nobody patrols (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>真值：无人巡逻的出口（模拟）</translation>
    </message>
    <message>
        <source>Truth: riverside nobody patrols (simulated)</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>真值：无人巡逻的河岸（模拟）</translation>
    </message>
    <message numerus="yes">
        <source>flights</source>
        <comment>after a count</comment>
        <extracomment>algorithms/assessplan.py, engine/pages/report_finding.py</extracomment>
        <translation>
            <numerusform>次飞行</numerusform>
        </translation>
    </message>
    <message>
        <source>A table without geometry with 168 rows, or 168 rows for each place. Fields: place_id (only in a profile for each place), weekday (1 is Monday) and day (its name), hour (0 to 23, local), gap (0 to 1; null where no moment of the watch is in that hour), unit_hours (hours on patrol, summed over units; for a place, hours within detection range; null where the data cover no such hour), watch_hours (how many hours of starting moments the gap is computed from).</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>无几何的表，共 168 行，或每个地点 168 行。字段：place_id（仅在每个地点各一个剖面时）、weekday（1 为星期一）和 day（星期名称）、hour（0 至 23，当地时间）、gap（0 至 1；该钟点内没有值守时段的时刻时为空）、unit_hours（在巡小时数，各单元之和；对单个地点为探测距离内的小时数；数据不覆盖该钟点时为空）、watch_hours（计算 gap 所依据的起始时刻的小时数）。</translation>
    </message>
    <message numerus="yes">
        <source>of these points lie</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>
            <numerusform>个点位于</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots were</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation type="vanished">
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>places have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/closing.py, algorithms/inputs/demand.py</extracomment>
        <translation>
            <numerusform>个地点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>blind spots</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/closing.py, algorithms/outputs/nights_report.py, algorithms/outputs/spots_report.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>others</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>
            <numerusform>个其他参数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>parameters</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>
            <numerusform>个参数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>layers</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py, algorithms/inputs/parameters.py</extracomment>
        <translation>
            <numerusform>个图层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>layers have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>
            <numerusform>个图层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>outages</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>
            <numerusform>处信号中断</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tracks</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>
            <numerusform>条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>launch sites have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>
            <numerusform>个起降点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>zones</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>
            <numerusform>个禁飞区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>numbers</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation>
            <numerusform>个数值</numerusform>
        </translation>
    </message>
    <message>
        <source>The places with the fields: place_id, demand, gap_before and gap_after (0 to 1), gain (demand x (gap_before - gap_after)), gain_low (the gain that remains even if units were at the place wherever that is possible during their outages), priority_before and priority_after (demand x gap), visits_before and visits_after (in the period, at any hour), drone_visits and drone_min (visits by drones in the period, and their minutes in range), worst_gap_before_s and worst_gap_after_s (longest time without a pass, in seconds), why, watch_visits_before and watch_visits_after (visits that were in the watch for any of their time), nights_seen_before and nights_seen_after (nights in which a unit or drone was in range in the watch). Times and durations are rounded so that they do not follow single persons (see Times to the second); those of drones are exact. gain_low, drone_visits and drone_min are null if no drone routes are given. The fields of your own places come first.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>地点，字段有：place_id、demand、gap_before 和 gap_after（0 至 1）、gain（需求 x (gap_before - gap_after)）、gain_low（即使单元在信号中断期间凡有可能都到过该地点，仍然存在的改善量）、priority_before 和 priority_after（需求 x 漏巡概率）、visits_before 和 visits_after（分析期内任何时刻的到访）、drone_visits 和 drone_min（分析期内无人机的到访次数及其在探测距离内的分钟数）、worst_gap_before_s 和 worst_gap_after_s（最长无经过时间，秒）、why、watch_visits_before 和 watch_visits_after（有一部分时间在值守时段内的到访）、nights_seen_before 和 nights_seen_after（值守时段内有单元或无人机进入探测距离的夜数）。时间和时长经过取整，以免追踪到个人（见“时间精确到秒”）；无人机的时间是精确的。没有给出无人机航线时，gain_low、drone_visits 和 drone_min 为空。您自己地点的字段排在最前。</translation>
    </message>
    <message numerus="yes">
        <source>rows have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation>
            <numerusform>行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>watches</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>
            <numerusform>个值守时段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties serve</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>架次服务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots, or parts of spots, are</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="vanished">
            <numerusform>个盲区或盲区的部分</numerusform>
        </translation>
    </message>
    <message>
        <source>A table without geometry: a row for each place in each night of the period, also for nights without a pass. Fields: place_id, night (the local date on which the watch begins), passes (visits in the watch of that night; a visit that lasts into the next night counts in both), dwell_s (seconds in range in the watch of that night, summed over units), first_pass and last_pass (when a unit was first and last in range in the watch of that night, UTC; rounded down to a quarter of an hour or an hour, null if fewer than three units were there in that time: see Times to the second), gap (0 to 1, of the moments of that night; null where the night has none; where fewer than three units came, the time in which a start is seen is rounded to about a quarter of an hour), watch_hours (how many hours of starting moments the gap is computed from). The mean of gap, weighted by watch_hours, is the gap of the place if Times to the second is on, otherwise within about a quarter of an hour a night of it.</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation>没有几何的表：分析期内每个地点每一夜一行，没有经过的夜也有。字段：place_id、night（值守时段开始的当地日期）、passes（该夜值守时段内的到访；延续到次夜的到访在两夜都计）、dwell_s（该夜值守时段内在探测距离内的秒数，各单元之和）、first_pass 和 last_pass（该夜值守时段内首次和末次有单元进入探测距离的时间，UTC；向下取整到一刻钟或一小时，该时间内不足三个单元在场时为空，见“时间精确到秒”）、gap（0 至 1，该夜各时刻；该夜没有时刻时为空；到场单元不足三个时，起始情况被看到的时间取整到约一刻钟）、watch_hours（计算 gap 所依据的起始时刻的小时数）。若“时间精确到秒”打开，按 watch_hours 加权的 gap 平均值就是该地点的 gap；否则与之相差不超过每夜约一刻钟。</translation>
    </message>
    <message>
        <source>All cells or zones, also those without any effort, with the fields: place_id (a cell has the same id in every month), hours and km (summed over units), visits (unbroken stays of a unit), units (how many different ones), days (local calendar days with a visit), first_seen and last_seen (UTC; rounded down so that they do not follow single persons, see Times to the second), within_range (0 to 1). The fields of your own zones come first. No unit is named. But where units is 1, hours, km, visits and days are those of one person or crew: they tell on which days, for how long and how fast, though not at what time. Publish larger cells or zones, or leave out those with one or two units.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>全部单元格或区，包括没有任何巡逻量的，字段有：place_id（同一单元格每个月的编号相同）、hours 和 km（各单元之和）、visits（单元不间断的停留）、units（不同单元的数量）、days（有到访的当地日历日数）、first_seen 和 last_seen（UTC；向下取整以免追踪到个人，见“时间精确到秒”）、within_range（0 至 1）。您自己的区的字段排在最前。不列出单元名称。但 units 为 1 时，hours、km、visits 和 days 就是一个人或一个巡组的数据：它们会透露在哪些天、多长时间、多快，但不透露时刻。发布时请使用更大的单元格或区，或去掉只有一两个单元的那些。</translation>
    </message>
    <message numerus="yes">
        <source>blind spots give</source>
        <comment>after a count</comment>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>个盲区给出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots practically coincide with others</source>
        <comment>after a count</comment>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>个盲区与其他盲区几乎重合</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stops</source>
        <comment>after a count</comment>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>个停留点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pixels</source>
        <comment>after a count</comment>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>
            <numerusform>个像元</numerusform>
        </translation>
    </message>
    <message>
        <source>The places with the fields: place_id (a cell has the same id in every month), demand, gap (0 to 1), gap_low (lowest possible gap, if units were at the place while their receivers were silent), priority (demand x gap), visits (in the period, at any hour), dwell_s (seconds in range at any hour, summed over units), last_seen (UTC), mean_idle_s (mean time since the last pass, in seconds), worst_gap_s (longest time without a pass, in seconds), why; and of the watch alone: watch_visits (visits that were in the watch for any of their time), watch_dwell_s (seconds in range in the watch), nights_seen (nights in which a unit was in range in the watch), gap_profile (when in the watch the gap is open: a list of the gap in each quarter of an hour of the watch, in each half hour if the watch is longer than 12 h, for the planning of drone routes). Times and durations are rounded so that they do not follow single persons (see Times to the second). If a demand layer has a field called name: near (the nearest named feature within the demand range, null where there is none) and near_m (its distance in metres, from the centre of a cell). The fields of your own places come first.</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>地点，字段有：place_id（同一单元格每个月的编号相同）、demand、gap（0 至 1）、gap_low（若单元在接收机静默期间到过该地点，可能的最低漏巡概率）、priority（需求 x 漏巡概率）、visits（分析期内任何时刻的到访）、dwell_s（任何时刻在探测距离内的秒数，各单元之和）、last_seen（UTC）、mean_idle_s（距上一次经过的平均时间，秒）、worst_gap_s（最长无经过时间，秒）、why；以及只计值守时段的：watch_visits（有一部分时间在值守时段内的到访）、watch_dwell_s（值守时段内在探测距离内的秒数）、nights_seen（值守时段内有单元进入探测距离的夜数）、gap_profile（值守时段中何时存在漏巡：值守时段每一刻钟的漏巡概率的列表，值守时段长于 12 h 时为每半小时，用于规划无人机航线）。时间和时长经过取整，以免追踪到个人（见“时间精确到秒”）。若需求图层有名为 name 的字段：near（需求范围内最近的命名要素，没有时为空）和 near_m（其距离，米，从单元格中心量起）。您自己地点的字段排在最前。</translation>
    </message>
    <message>
        <source>The spots with their own fields, followed by: stability (0 to 1), found (number of repeats in which the spot is found), repeats, matters_most (position accuracy, detection range, revisit interval or grid position; empty if no setting alone loses 5 % of the spot), lost_accuracy, lost_range, lost_revisit, lost_grid (mean share of the spot that is lost if only this setting varies; lost_grid is null without a grid).</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>盲区及其自身的字段，其后是：stability（0 至 1）、found（找到该盲区的重复次数）、repeats、matters_most（定位精度、探测距离、重访间隔或网格位置；没有任何设置单独使盲区损失 5 % 时为空）、lost_accuracy、lost_range、lost_revisit、lost_grid（只有该设置变化时盲区平均损失的占比；没有网格时 lost_grid 为空）。</translation>
    </message>
    <message numerus="yes">
        <source>areas lie</source>
        <comment>after a count</comment>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>
            <numerusform>个区域位于</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>launch sites are</source>
        <comment>after a count</comment>
        <extracomment>engine/airspace/airspace.py</extracomment>
        <translation type="vanished">
            <numerusform>个起降点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/not_as_made.py, algorithms/outputs/agreement.py, algorithms/repeatrun.py</extracomment>
        <translation>
            <numerusform>个要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>places</source>
        <comment>after a count</comment>
        <extracomment>algorithms/assessplan.py, algorithms/outputs/nights_report.py, algorithms/scoregaps.py</extracomment>
        <translation>
            <numerusform>个地点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drones</source>
        <comment>after a count</comment>
        <extracomment>engine/pages/report_finding.py, engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>架无人机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more sorties</source>
        <comment>after a count</comment>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>个架次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties</source>
        <comment>after a count</comment>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>架次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sorties close</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>架次补上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py, algorithms/planroutes.py, engine/pages/report_finding.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots are</source>
        <comment>after a count</comment>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>days</source>
        <comment>after a count</comment>
        <extracomment>engine/pages/report_finding.py, engine/score/reasons.py, engine/timing/watch.py</extracomment>
        <translation>
            <numerusform>天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nights</source>
        <comment>after a count</comment>
        <extracomment>algorithms/plannights.py, engine/score/reasons.py, engine/timing/watch.py</extracomment>
        <translation>
            <numerusform>夜</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes were</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>个定位点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more units</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>个其他单元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejected fixes lie</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>个被剔除的定位点位于</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>times</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/gain_places.py, engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unit names have</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>个单元名称</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes lie</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py, engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>个定位点位于</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/fix_report.py, engine/tracks/contradiction_report.py, engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>个定位点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>units</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/field_values.py, algorithms/inputs/fix_report.py, engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>个巡逻单元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixes are</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation>
            <numerusform>个定位点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>collections</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个集合</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features are</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">
            <numerusform>个要素</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features lie</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">
            <numerusform>个要素位于</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>invalid geometries were</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个无效几何已</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>
            <numerusform>个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>A drone notices what is within this horizontal distance. Empty: half the Swath of the plan ({usual:g} m where the routes have no field swath_m).</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>无人机能发现该水平距离之内的情况。留空：方案幅宽的一半（航线没有字段 swath_m 时为 {usual:g} m）。</translation>
    </message>
    <message>
        <source>Both ROUTES and INPUT_AFTER are</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>ROUTES 与 INPUT_AFTER 均已</translation>
    </message>
    <message>
        <source>In local time. Empty: the first watch with data.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>当地时间。留空：第一个有数据的值守时段。</translation>
    </message>
    <message>
        <source>In local time. Empty: the last watch with data.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>当地时间。留空：最后一个有数据的值守时段。</translation>
    </message>
    <message>
        <source>Neither ROUTES nor INPUT_AFTER is</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>ROUTES 与 INPUT_AFTER 均未</translation>
    </message>
    <message>
        <source>The routes have no dates (M counts seconds from 0), so they cannot be flown as dated. Plan them with a START, or set REPEAT to every watch of the period.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>航线没有日期（M 从 0 起算秒数），因此无法按原定日期飞行。请在规划时给出 START，或将 REPEAT 设为分析期的每个值守时段。</translation>
    </message>
    <message>
        <source>The two periods overlap. What lies in both cannot show a difference.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>两个时期有重叠。同时属于两个时期的数据无法体现差异。</translation>
    </message>
    <message>
        <source>the drone routes</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>无人机航线</translation>
    </message>
    <message>
        <source>{flights} of {minutes} in total; drones notice within {ranges} m</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation type="vanished">{flights}，共 {minutes}；无人机的探测距离为 {ranges} m</translation>
    </message>
    <message>
        <source>{given} given. Give exactly one of them: ROUTES to assess a plan, or INPUT_AFTER to compare two periods.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>{given}给出。请恰好给出其中一个：给出 ROUTES 以评估方案，或给出 INPUT_AFTER 以比较两个时期。</translation>
    </message>
    <message>
        <source>All fixes in this period are of one unit, so this profile is the rota of one person or crew: it shows when that unit is on duty. Treat it as data about persons, or use the fixes of all units. If the fixes are of several units, set UNIT_FIELD.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>该分析期内的定位点全部属于一个巡逻单元，因此这个剖面就是一个人或一个巡组的排班：它显示该单元何时当班。请将其视为个人数据，或使用全部单元的定位点。如果定位点属于多个单元，请设置 UNIT_FIELD。</translation>
    </message>
    <message>
        <source>In these {weeks:.1f} weeks some hours of the week occur more often than others ({hours:.3g} to {hours2:.3g} hours of each). They have more unit-hours for this reason alone.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">在这 {weeks:.1f} 周中，一周的某些钟点出现得比其他钟点多（各 {hours:.3g} 至 {hours2:.3g} 小时）。仅因如此，它们的单元小时就更多。</translation>
    </message>
    <message>
        <source>No fix is within DETECTION_RANGE of any place in time: every gap is 1.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>任何时候都没有定位点在任何地点的 DETECTION_RANGE 之内：所有漏巡概率均为 1。</translation>
    </message>
    <message>
        <source>No hour of the week occurs more than once in this period, so the profile does not show what is usual. Use several weeks of data to learn about the rota.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>在该分析期内，一周的任何钟点都只出现一次，因此该剖面不能说明常态。若要了解排班，请使用数周的数据。</translation>
    </message>
    <message>
        <source>PER_PLACE makes {slots} rows for each of {places:,} places, more than {max_rows:,} in total. Use fewer places (PLACES, AREA, a larger CELL_SIZE), or switch PER_PLACE off.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>PER_PLACE 会为 {places:,} 个地点各生成 {slots} 行，总数超过 {max_rows:,} 行。请减少地点（PLACES、AREA、更大的 CELL_SIZE），或关闭 PER_PLACE。</translation>
    </message>
    <message>
        <source>There is no fix in {silent} of {nights} {night}s. They count as unseen.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">{nights} {night}中有 {silent} {night}没有定位点，计为无人发现。</translation>
    </message>
    <message>
        <source>What begins in the last {revisit:g} min of the watch may be seen only after it ends. A high gap in the last hour reflects the hours after it, not this hour itself.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>在值守时段最后 {revisit:g} min 内开始的情况，可能要到值守时段结束之后才被看到。最后一小时的漏巡概率高，反映的是其后的时间，而不是该小时本身。</translation>
    </message>
    <message>
        <source>the scored places</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>已评分的地点</translation>
    </message>
    <message>
        <source>{few:,} of {units:,} places were seen by fewer than three units in this period. Their profiles are not rounded, and show when single units were there: in which hours of the week, and in a short period to the minute. Treat the table as data about persons, or use larger places (PLACES, CELL_SIZE) and many weeks.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>{units:,} 个地点中有 {few:,} 个在该分析期内只被不足三个巡逻单元看到。它们的剖面没有取整，会显示单个单元何时在场：在一周的哪些钟点，若分析期较短则精确到分钟。请将该表视为个人数据，或使用更大的地点（PLACES、CELL_SIZE）和多周的数据。</translation>
    </message>
    <message>
        <source>{local} ({t0} to {t1})</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">{local}（{t0} 至 {t1}）</translation>
    </message>
    <message>
        <source>{t0} to {t1} ({zone})</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">{t0} 至 {t1}（{zone}）</translation>
    </message>
    <message>
        <source>An unexpected error occurred{error}: {name}: {error2}. This is a mistake in Blindspot, or an input of a kind that it does not know. Please report it, with the log of this run.</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation type="vanished">发生意外错误{error}：{name}：{error2}。这是 Blindspot 的缺陷，或是它不认识的输入类型。请连同本次运行的日志一起报告。</translation>
    </message>
    <message>
        <source>Blindspot {version}, {algorithm}, QGIS {version2}, Python {python_version}</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation type="vanished">Blindspot {version}，{algorithm}，QGIS {version2}，Python {python_version}</translation>
    </message>
    <message>
        <source>There is not enough memory{error}. Use larger cells (CELL_SIZE) or sample points further apart (SAMPLE_SPACING), a smaller area, or fewer fixes (a shorter period, a selection, or a filter), or close other programs. No result was made.</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>内存不足{error}。请使用更大的单元格（CELL_SIZE）或间距更大的采样点（SAMPLE_SPACING）、更小的区域、更少的定位点（更短的分析期、选择或过滤器），或关闭其他程序。没有生成结果。</translation>
    </message>
    <message>
        <source>finding the blind spots</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>查找盲区</translation>
    </message>
    <message>
        <source>flying the plan over the evidence</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>将方案叠加到巡逻数据</translation>
    </message>
    <message>
        <source>making the places</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>生成地点</translation>
    </message>
    <message>
        <source>making the report</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>making the tracks</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>生成轨迹</translation>
    </message>
    <message>
        <source>making ways around no-fly zones</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>计算绕开禁飞区的路径</translation>
    </message>
    <message>
        <source>measuring the effort</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>统计巡逻量</translation>
    </message>
    <message>
        <source>planning the routes</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>规划航线</translation>
    </message>
    <message>
        <source>reading the layers</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>读取图层</translation>
    </message>
    <message>
        <source>reading the terrain</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>读取地形</translation>
    </message>
    <message>
        <source>scoring the places</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>为地点评分</translation>
    </message>
    <message>
        <source>searching for a plan</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>搜索方案</translation>
    </message>
    <message>
        <source>reading the fixes</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>读取定位点</translation>
    </message>
    <message>
        <source>writing the outputs</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>写入输出</translation>
    </message>
    <message>
        <source> For names from further away, set NAMES.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">如需更远处的名称，请设置 NAMES。</translation>
    </message>
    <message>
        <source>All places have the same priority, or there are too few of them, so nothing can cluster: gi_z is 0 everywhere and no spot is significant.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>所有地点的优先度相同，或地点太少，因此无从聚集：gi_z 处处为 0，没有显著的盲区。</translation>
    </message>
    <message>
        <source>Gi* compares each place with those within {band:g} m: high priority clusters in {significant:,} of {isfinite:,} places (q at most {significant2:g}). Neighbouring places are not independent: this is a description, not a proof.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">Gi* 将每个地点与 {band:g} m 之内的地点比较：{isfinite:,} 个地点中有 {significant:,} 个存在高优先度聚集（q 不超过 {significant2:g}）。相邻地点并不独立：这是描述，不是证明。</translation>
    </message>
    <message>
        <source>NAMES is empty: near has the names of the demand features, as Score gaps wrote them.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>NAMES 为空：near 为“计算漏巡概率”写入的需求要素的名称。</translation>
    </message>
    <message>
        <source>NAMES is given without NAME_FIELD. Choose the field that holds the name, or leave NAMES empty.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>给出了 NAMES，但没有给出 NAME_FIELD。请选择存放名称的字段，或将 NAMES 留空。</translation>
    </message>
    <message>
        <source>NAME_FIELD is empty: the names of NAMES are in the field {found}.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>NAME_FIELD 为空：NAMES 的名称在字段 {found} 中。</translation>
    </message>
    <message>
        <source>PLACE_NAME_FIELD is empty: the names of the places are in their field {field}.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>PLACE_NAME_FIELD 为空：地点的名称在其字段 {field} 中。</translation>
    </message>
    <message>
        <source>SIGNIFICANCE_BAND is given, but SIGNIFICANCE is off, so it is not used.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>给出了 SIGNIFICANCE_BAND，但 SIGNIFICANCE 已关闭，因此不使用。</translation>
    </message>
    <message>
        <source>named demand feature that counts there (DEMAND_RANGE)</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">在该处计数的命名需求要素（DEMAND_RANGE）</translation>
    </message>
    <message>
        <source>{alone:,} places have no neighbour within {band:g} m; their Gi* is 0. Use a larger SIGNIFICANCE_BAND to compare them.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>{alone:,} 个地点在 {band:g} m 之内没有邻居，其 Gi* 为 0。若要比较它们，请使用更大的 SIGNIFICANCE_BAND。</translation>
    </message>
    <message>
        <source>{spots_have} no {what} within NEAR_LIMIT ({limit:g} m); near is null there.{more}</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation type="vanished">{spots_have}在 NEAR_LIMIT（{limit:g} m）之内没有{what}，其 near 为空。{more}</translation>
    </message>
    <message>
        <source>ENDURANCE is {endurance:g} min; its maker states at most {endurance2:g} min for the {name}. A battery that lasts less than planned does not bring the drone home. Leave ENDURANCE empty to use the maker&apos;s figure.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">ENDURANCE 为 {endurance:g} min；厂家给出的 {name} 的最大值为 {endurance2:g} min。电池的续航若短于计划，无人机就无法返航。请将 ENDURANCE 留空以使用厂家数值。</translation>
    </message>
    <message>
        <source>For this ENDURANCE the battery counts as {battery_wh:,.0f} Wh, at the data sheet&apos;s power.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>对于该 ENDURANCE，电池按规格表的功率计为 {battery_wh:,.0f} Wh。</translation>
    </message>
    <message>
        <source>How long a full battery lasts in still air at the most economical speed: the maximum flight time of the data sheet. Empty: that of the drone model; {usual:g} min with own figures. A value entered here is used also with a model.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>充满的电池在静风中以最经济的速度能飞多久，即规格表中的最长飞行时间。留空：该无人机型号的数值；选择自定数值时为 {usual:g} min。在此输入的数值对选定型号也有效。</translation>
    </message>
    <message>
        <source>WIND_SPEED is {wind:g} m/s; its maker allows {most_wind:g} m/s for the {name}.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>WIND_SPEED 为 {wind:g} m/s；厂家允许 {name} 的最大风速为 {most_wind:g} m/s。</translation>
    </message>
    <message>
        <source>{name} {given:g} {unit} is used instead of the {own:g} {unit} of the {name2}.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">使用 {name} {given:g} {unit}，而不是 {name2} 的 {own:g} {unit}。</translation>
    </message>
    <message>
        <source>{name}: {endurance:g} min, {battery_wh:g} Wh, {mass:g} kg ({source}). SPEED, CLIMB and DESCENT do not depend on AIRCRAFT: {number:g}, {number2:g} and {number3:g} m/s.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation type="vanished">{name}：{endurance:g} min，{battery_wh:g} Wh，{mass:g} kg（{source}）。SPEED、CLIMB 和 DESCENT 与 AIRCRAFT 无关：{number:g}、{number2:g} 和 {number3:g} m/s。</translation>
    </message>
    <message>
        <source> (assumed from the data)</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>（根据数据假定）</translation>
    </message>
    <message>
        <source>, and {names} {does} not say which was used</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">，且 {names} 没有说明用的是哪一个</translation>
    </message>
    <message>
        <source>Empty parameters have the values of {about}, on which {name} is based: {value}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">留空的参数取自{about}的数值，{name} 以其为基础：{value}。</translation>
    </message>
    <message>
        <source>{counted} as usual</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{counted}为常用值</translation>
    </message>
    <message>
        <source>{definition} is {value_text}, but {name} was made with {made_with}. {same} to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition} 为 {value_text}，而 {name} 是以 {made_with} 生成的。{same}以使用相同的值。</translation>
    </message>
    <message>
        <source>{definition}: {definition2} has {layers}, but {name} was made with {recorded} ({names}). Leave {definition2} empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：{definition2} 有 {layers}，而 {name} 是以 {recorded}（{names}）生成的。请将 {definition2} 留空以使用相同的值。</translation>
    </message>
    <message>
        <source>{definition}: {definition2} in the record of {name} is not used: it {error}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：不使用 {name} 的记录中的 {definition2}：它{error}。</translation>
    </message>
    <message>
        <source>{definition}: {definition2} is empty. {damaged} Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：{definition2} 为空。{damaged}请选择图层。</translation>
    </message>
    <message>
        <source>{definition}: {definition2} is empty{why}. Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：{definition2} 为空{why}。请选择图层。</translation>
    </message>
    <message>
        <source>{definition}: {name} has a value, but {name2} was made without one. Leave it empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：{name} 有值，而 {name2} 生成时没有。请将其留空以使用相同的值。</translation>
    </message>
    <message>
        <source>{definition}: {name} is left empty, because {names} was made again or edited since {name2} was made, or has a filter.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition}：{name} 留空，因为自 {name2} 生成以来，{names} 已重新生成或编辑过，或带有过滤器。</translation>
    </message>
    <message>
        <source>{names} {does} not say how {value} made ({value2} no record). Parameters that are empty have their usual values{which}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{names} 没有说明 {value} 是如何生成的（{value2}没有记录）。留空的参数使用常用值{which}。</translation>
    </message>
    <message>
        <source>{name} (layer {number})</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{name}（图层 {number}）</translation>
    </message>
    <message>
        <source>{name} does not say how it was made (it carries no record). The values of {name2} are used.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{name} 没有说明它是如何生成的（没有运行记录）。使用 {name2} 的数值。</translation>
    </message>
    <message>
        <source>{name} was made by another version, in {about}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{name} 由另一个版本生成，在{about}中。</translation>
    </message>
    <message>
        <source>{title} was not made as {name} was: {unlike}. The values of {name} are used.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{title} 与 {name} 的生成方式不同：{unlike}。使用 {name} 的数值。</translation>
    </message>
    <message>
        <source>The field {field} of {name} has negative numbers. A priority must be 0 or more.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>{name} 的字段 {field} 含有负数。优先度必须为 0 或更大。</translation>
    </message>
    <message>
        <source>The layers of blind spots have no feature with a usable geometry: there is nothing to plan for.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>盲区图层没有几何可用的要素：没有可规划的内容。</translation>
    </message>
    <message>
        <source>features of {name}</source>
        <extracomment>algorithms/inputs/blind_spots.py, layers/crs.py</extracomment>
        <translation>{name} 的要素</translation>
    </message>
    <message>
        <source>{layers} the name of another one in BLIND_SPOTS; there spot_id begins with: {changed}.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>{layers}与 BLIND_SPOTS 中另一个图层同名；其 spot_id 开头为：{changed}。</translation>
    </message>
    <message>
        <source>{name} has no field {field}: each of its {features:,} features has priority 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>{name} 没有字段 {field}：其 {features:,} 个要素的优先度均为 1。</translation>
    </message>
    <message>
        <source>{name}: {features} no number in {field}: a priority of 0, not visited.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>{name}：{features}在 {field} 中没有数字：优先度为 0，不到访。</translation>
    </message>
    <message>
        <source>the run of {title} on {made} UTC (Blindspot {blindspot})</source>
        <extracomment>algorithms/inputs/carried_records.py</extracomment>
        <translation>“{title}”的运行（{made} UTC，Blindspot {blindspot}）</translation>
    </message>
    <message>
        <source>, which begins at {begins}</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>（{begins} 开始）</translation>
    </message>
    <message>
        <source>Gaps are closed over the watch {watch}{day}, with a revisit interval of {revisit}; drones take off {hours}.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>补上值守时段 {watch}{day}的漏巡，重访间隔为 {revisit}；无人机起飞时间：{hours}。</translation>
    </message>
    <message>
        <source>None of {spot} has a</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">{spot}都没有</translation>
    </message>
    <message>
        <source>Scored places (SCORED) has no field priority. Give the output of Score gaps.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">已评分的地点（SCORED）没有字段 priority。请给出“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>Scored places: {places} no gap_profile of this watch. Their gaps are taken to be the same at all hours of the watch.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>已评分的地点：{places}没有该值守时段的 gap_profile。假定其漏巡概率在值守时段各时刻相同。</translation>
    </message>
    <message>
        <source>The blind spot has no</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">盲区没有</translation>
    </message>
    <message>
        <source>The field priority of Scored places (SCORED) has negative numbers. Give the output of Score gaps.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">已评分的地点（SCORED）的字段 priority 含有负数。请给出“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>The gap of each of them</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">假定它们各自的漏巡概率</translation>
    </message>
    <message>
        <source>{missing:,} of {spot} {has} no</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">{spot}中有 {missing:,} 个没有</translation>
    </message>
    <message>
        <source>{which} gap_profile of this watch. {gap} is taken to be the same at all hours of the watch. Find blind spots carries the profile from Score gaps, if both used this watch.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation type="vanished">{which}该值守时段的 gap_profile。{gap}在值守时段各时刻相同。若“查找盲区”与“计算漏巡概率”都使用该值守时段，“查找盲区”会带上该剖面。</translation>
    </message>
    <message>
        <source> The corners of a cell are {corner:.0f} m from its centre: use a larger DEMAND_RANGE or a smaller CELL_SIZE.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>单元格的角点距其中心 {corner:.0f} m：请使用更大的 DEMAND_RANGE 或更小的 CELL_SIZE。</translation>
    </message>
    <message>
        <source>DEMAND_FIELD is a field of PLACES. Without PLACES it is not used.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>DEMAND_FIELD 是 PLACES 的字段。没有 PLACES 时不使用。</translation>
    </message>
    <message>
        <source>No feature of the demand layer {name} lies within DEMAND_RANGE of a place.{advice}</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>需求图层 {name} 没有要素位于地点的 DEMAND_RANGE 之内。{advice}</translation>
    </message>
    <message>
        <source>The field {field} of {name} has negative numbers. Demand must be 0 or more.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>{name} 的字段 {field} 含有负数。需求必须为 0 或更大。</translation>
    </message>
    <message>
        <source>centre of a cell</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>单元格的中心</translation>
    </message>
    <message>
        <source>{name}: {beyond:,} of {count:,} features add no demand: no {what} lies within DEMAND_RANGE ({reach:g} m) of them.{advice}</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>{name}：{count:,} 个要素中有 {beyond:,} 个没有增加需求：其 DEMAND_RANGE（{reach:g} m）之内没有{what}。{advice}</translation>
    </message>
    <message>
        <source>{places} no {field}: a demand of 0.</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>{places}没有 {field}：需求为 0。</translation>
    </message>
    <message>
        <source>In outages units are assumed to move at up to {high} km/h (PRISM_SPEED), or faster if they need it to reach their next fix. gap_low counts every pass that this allows.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">假定单元在信号中断期间的移动速度不超过 {high} km/h（PRISM_SPEED）；若需要更快才能到达下一个定位点，则更快。gap_low 计入由此可能的每次经过。</translation>
    </message>
    <message>
        <source>Sweep width at the tracks&apos; median speed of {speed:.1f} km/h: {width:.0f} m.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>轨迹中位速度 {speed:.1f} km/h 下的搜索宽度：{width:.0f} m。</translation>
    </message>
    <message>
        <source>No fix can be used, so nothing can be scored. Run Prepare tracks to see why each fix was rejected.</source>
        <extracomment>algorithms/inputs/evidence.py</extracomment>
        <translation>没有可用的定位点，因此无法评分。请运行“整理轨迹”，查看每个定位点被剔除的原因。</translation>
    </message>
    <message>
        <source>{field}: the value of {units} ({wrong}) is infinite or too large to be meant. {general} ({otherwise:g}) is used instead.</source>
        <extracomment>algorithms/inputs/field_values.py</extracomment>
        <translation>{field}：{units}（{wrong}）的值为无穷大，或大得不合理。改用 {general}（{otherwise:g}）。</translation>
    </message>
    <message>
        <source>{name}: {count:,} of {values:,} values of {field} are infinite or too large to be meant. They count as missing.</source>
        <extracomment>algorithms/inputs/field_values.py</extracomment>
        <translation>{name}：{field} 的 {values:,} 个值中有 {count:,} 个为无穷大，或大得不合理，按缺失处理。</translation>
    </message>
    <message>
        <source>The data lie at longitude {lon:.1f}, where local time is about UTC{lon2:+.0f} h, but TIMEZONE {timezone} is UTC{offset:+.1f} h. A wrong time zone shifts the hours of the watch: is TIMEZONE right?</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation type="vanished">数据位于经度 {lon:.1f}，当地时间约为 UTC{lon2:+.0f} h，而 TIMEZONE {timezone} 为 UTC{offset:+.1f} h。时区错误会使值守时段偏移：TIMEZONE 是否正确？</translation>
    </message>
    <message>
        <source>The first fix is</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>第一个定位点</translation>
    </message>
    <message>
        <source>{fixes} read: {t:,} kept in {tracks} of {units}{outages}, {rejected:,} rejected.</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation type="vanished">读取 {fixes}：保留 {t:,} 个，属于 {units}的 {tracks}{outages}，剔除 {rejected:,} 个。</translation>
    </message>
    <message>
        <source>MAX_PAUSE ({pause:g} min) is shorter than MAX_OUTAGE ({outage:g} min). Make it at least as long.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>MAX_PAUSE（{pause:g} min）短于 MAX_OUTAGE（{outage:g} min）。请使其不短于后者。</translation>
    </message>
    <message>
        <source>{text} (TIME_FIELD) is empty: {name} is taken, {reason}.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation type="vanished">{text}（TIME_FIELD）为空：采用 {name}，它是{reason}。</translation>
    </message>
    <message>
        <source>No launch site has a drone in the field {field}. Enter the number of drones at each site, or leave DRONES_FIELD empty.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>字段 {field} 中没有任何起降点有无人机。请输入各起降点的无人机数，或将 DRONES_FIELD 留空。</translation>
    </message>
    <message>
        <source>The field {field} of {name} must have 0 or more drones for each site, and at most {max_drones} in total.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>{name} 的字段 {field} 必须为每个起降点给出 0 或更多的无人机，总数最多 {max_drones}。</translation>
    </message>
    <message>
        <source>There is no launch site: LAUNCH_SITES has no points.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>没有起降点：LAUNCH_SITES 没有点。</translation>
    </message>
    <message>
        <source>{count:,} drones (DRONES, or DRONES_FIELD) with {sorties:,} sorties each (SORTIES) make {count2:,} sorties; a plan can have {max_sorties} at most. Reduce DRONES or SORTIES.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation type="vanished">{count:,} 架无人机（DRONES 或 DRONES_FIELD）各飞 {sorties:,} 架次（SORTIES），共 {count2:,} 架次；一个方案最多 {max_sorties} 架次。请减小 DRONES 或 SORTIES。</translation>
    </message>
    <message>
        <source>{missing} no number in {field}, so no drones.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>{missing}在 {field} 中没有数字，因此没有无人机。</translation>
    </message>
    <message>
        <source>Buffer makes polygons around them.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>“缓冲区”可在其周围生成多边形。</translation>
    </message>
    <message>
        <source>Buffer makes polygons around them; Lines to polygons, of closed lines.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>“缓冲区”可在其周围生成多边形；“线转多边形”可将闭合线转为多边形。</translation>
    </message>
    <message>
        <source>Centroids makes points of them.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>“质心”可将其转为点。</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>请选择其他图层。</translation>
    </message>
    <message>
        <source>Create points layer from table makes points of it.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>“从表创建点图层”可将其转为点。</translation>
    </message>
    <message>
        <source>Its file has others that may be meant: {fitting}.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>其文件中还有其他图层，可能是您要的：{fitting}。</translation>
    </message>
    <message>
        <source>a group of layers</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>图层组</translation>
    </message>
    <message>
        <source>a layer of annotations</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>注记图层</translation>
    </message>
    <message>
        <source>a layer of vector tiles</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>矢量瓦片图层</translation>
    </message>
    <message>
        <source>a vector layer with {either}</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{either}矢量图层</translation>
    </message>
    <message>
        <source>has no {either}</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">没有{either}</translation>
    </message>
    <message>
        <source>is a table without geometries</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">是没有几何的表</translation>
    </message>
    <message>
        <source>not a vector layer</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>不是矢量图层</translation>
    </message>
    <message>
        <source>the field {fields} of {name} holds no numbers. Choose another field.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">{name} 的字段 {fields} 不含数字。请选择其他字段。</translation>
    </message>
    <message>
        <source>the filter {text} of {name} cannot be evaluated ({reason}). Correct it.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">{name} 的过滤器 {text} 无法求值（{reason}）。请改正。</translation>
    </message>
    <message>
        <source>the filter {text} of {name} uses {field}, which is no field. It has: {fields}.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">{name} 的过滤器 {text} 使用了 {field}，但没有该字段。现有字段：{fields}。</translation>
    </message>
    <message>
        <source>{first}, the first layer of {name}, has no features. Enter the source of another of its layers ({meant}).</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 的第一个图层 {first} 没有要素。请输入其中另一个图层的数据源（{meant}）。</translation>
    </message>
    <message>
        <source>{label}: {name} has several layers, and {first}, the first, is read.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation type="vanished">{label}：{name} 有多个图层，读取第一个 {first}。</translation>
    </message>
    <message>
        <source>{named} is no layer that QGIS can open. Check its name or path, or choose another layer.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>QGIS 无法打开图层 {named}。请检查其名称或路径，或选择其他图层。</translation>
    </message>
    <message>
        <source>{name} has no field {field}. It has: {known}.</source>
        <extracomment>algorithms/inputs/layer_gate.py, layers/features.py</extracomment>
        <translation>{name} 没有字段 {field}。现有字段：{known}。</translation>
    </message>
    <message>
        <source>{name} is a vector layer; it must be a raster.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 是矢量图层；应为栅格。</translation>
    </message>
    <message>
        <source>{read} If another is meant, enter its source ({meant}).</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{read} 如要使用其他图层，请输入其数据源（{meant}）。</translation>
    </message>
    <message>
        <source>{read} The others are {others}.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{read} 其他图层为 {others}。</translation>
    </message>
    <message>
        <source>Distance that drones keep from no-fly zones.</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>无人机与禁飞区保持的距离。</translation>
    </message>
    <message>
        <source>Drones keep at least this distance from no-fly zones, even where Distance to no-fly zones is less: positions err by a few metres, and no drone can be held to a slit between zones that touch. A spot within it, or a part of a spot, is not visited. Around a launch site that is itself nearer to a zone, only Distance to no-fly zones counts within {room:g} times this distance.</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>无人机与禁飞区至少保持该距离，即使“到禁飞区的距离”更小：位置有几米的误差，也没有无人机能保持在相接禁飞区之间的缝隙里。该距离之内的盲区或盲区的部分不到访。起降点自身距禁飞区更近时，在其周围 {room:g} 倍该距离之内只按“到禁飞区的距离”。</translation>
    </message>
    <message>
        <source>Polygons that no drone may enter. Holes in the polygons may be entered.</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>任何无人机不得进入的多边形。多边形的洞可以进入。</translation>
    </message>
    <message>
        <source>The NO_FLY layer {name} contains points or lines, but a zone needs an area. Buffer them into polygons first, by the distance that drones must keep.</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>NO_FLY 图层 {name} 含有点或线，但禁飞区需要面积。请先按无人机必须保持的距离将其缓冲为多边形。</translation>
    </message>
    <message>
        <source>{zones} of the NO_FLY layer {name} cannot be read: no area, parts without one, or outside the valid area of the CRS. Repair or delete them, because a plan must not ignore a zone.</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>NO_FLY 图层 {name} 中有 {zones}无法读取：没有面积、有的部分没有面积，或超出 CRS 的有效范围。请修复或删除，因为方案不能忽略任何禁飞区。</translation>
    </message>
    <message>
        <source>({name}): {name2} is not as it was when {carrier} was made ({counts}).</source>
        <extracomment>algorithms/inputs/not_as_made.py</extracomment>
        <translation type="vanished">（{name}）：{name2} 与生成 {carrier} 时不同（{counts}）。</translation>
    </message>
    <message>
        <source>{features} then, {after:,} now</source>
        <extracomment>algorithms/inputs/not_as_made.py</extracomment>
        <translation>当时 {features}，现在 {after:,}</translation>
    </message>
    <message>
        <source>No drone takes off after this local time of day. Empty: until one revisit interval after the end of the watch. A drone that has to wait for another one may take off a few minutes later. Used only if the objective is to close the gap over the watch.</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>在该当地时刻之后没有无人机起飞。留空：到值守时段结束后一个重访间隔为止。需要等候另一架的无人机，可能会晚几分钟起飞。仅当目标为补上值守时段内的漏巡时使用。</translation>
    </message>
    <message>
        <source>No drone takes off before this local time of day. Empty: from the start of the watch. Used only if the objective is to close the gap over the watch.</source>
        <extracomment>algorithms/inputs/objective.py</extracomment>
        <translation>在该当地时刻之前没有无人机起飞。留空：从值守时段开始起。仅当目标为补上值守时段内的漏巡时使用。</translation>
    </message>
    <message>
        <source>{name} ({text}) must be numbers of 0 or more, and not infinite.</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation type="vanished">{name}（{text}）必须是 0 或更大的数字，且不是无穷大。</translation>
    </message>
    <message>
        <source>{name} ({text}) must be numbers separated by commas, such as 3,1.</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation type="vanished">{name}（{text}）必须是以逗号分隔的数字，例如 3,1。</translation>
    </message>
    <message>
        <source>{name} has {numbers} for {layers}. Give one number for each layer, in the same order.</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation>{name} 有 {numbers}，而有 {layers}。请为每个图层给出一个数值，顺序相同。</translation>
    </message>
    <message>
        <source>All fixes lie outside {where}: the nearest is {distance} away, and DETECTION_RANGE is {reach:g} m. So every place counts as unpatrolled. If that cannot be, check that the layers cover the same region, and that the CRS of each is right.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>全部定位点都在{where}之外：最近的相距 {distance}，而 DETECTION_RANGE 为 {reach:g} m。因此每个地点都计为无巡逻。若不可能如此，请检查各图层是否覆盖同一地区，以及各自的 CRS 是否正确。</translation>
    </message>
    <message>
        <source>DETECTION_RANGE ({detection_range:g} m) is less than {what} ({inner_range:.1f} m). A patrol near the corner of a cell is then in range of no cell centre, and does not count. Use a CELL_SIZE of at most {fitting_size:g} m.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>DETECTION_RANGE（{detection_range:g} m）小于{what}（{inner_range:.1f} m）。这样，靠近单元格角点的巡逻不在任何单元格中心的探测距离内，不会计入。请使用不大于 {fitting_size:g} m 的 CELL_SIZE。</translation>
    </message>
    <message>
        <source>PLACES is given, so AREA and the grid are not used.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>给出了 PLACES，因此不使用 AREA 和网格。</translation>
    </message>
    <message>
        <source>The grid has {found:,} cells in AREA.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>网格在 AREA 中有 {found:,} 个单元格。</translation>
    </message>
    <message>
        <source>There are fixes in {removeprefix} or near it, but none within DETECTION_RANGE ({reach:g} m) of {what}, where patrols count. So every place counts as unpatrolled. Use a smaller {size}, or a longer DETECTION_RANGE.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">{removeprefix}之内或附近有定位点，但都不在{what}的 DETECTION_RANGE（{reach:g} m）之内，而巡逻在那里才计入。因此每个地点都计为无巡逻。请使用更小的{size}，或更大的 DETECTION_RANGE。</translation>
    </message>
    <message>
        <source>Without AREA, the grid has the {found:,} cells within {number:g} m of a fix (GRID_REACH). Places further away are left out.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">没有 AREA，网格为距定位点 {number:g} m 之内的 {found:,} 个单元格（GRID_REACH）。更远的地点被略去。</translation>
    </message>
    <message>
        <source>a sample point of a place</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">地点的采样点</translation>
    </message>
    <message>
        <source>half the diagonal of a cell</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>单元格对角线的一半</translation>
    </message>
    <message>
        <source>the centre of a cell</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">单元格的中心</translation>
    </message>
    <message>
        <source>the side of a hexagon</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>六边形的边长</translation>
    </message>
    <message>
        <source>the surroundings of PLACES</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>地点（PLACES）的周围</translation>
    </message>
    <message>
        <source>{name} ({name2}) has no feature with a usable geometry. Choose another layer, or leave {name2} empty.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation type="vanished">{name}（{name2}）没有几何可用的要素。请选择其他图层，或将 {name2} 留空。</translation>
    </message>
    <message>
        <source>is not found at {text_of_reference}</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">在 {text_of_reference} 找不到</translation>
    </message>
    <message>
        <source>was a temporary layer, which is not in this project</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">是临时图层，不在本工程中</translation>
    </message>
    <message>
        <source>{title}: {definition} is empty, and the {name} with which {made} was made {where}. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{title}：{definition} 为空，而生成 {made} 所用的 {name} {where}。请选择图层。</translation>
    </message>
    <message>
        <source>{title}: {definition} is empty, but {made} was made of the selected features of {name} only, and the selection is not recorded. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{title}：{definition} 为空，但 {made} 只由 {name} 的选中要素生成，而选择没有记录。请选择图层。</translation>
    </message>
    <message>
        <source>INPUT: the run that made {name} cannot be repeated. {error}</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>INPUT：生成 {name} 的运行无法重复。{error}</translation>
    </message>
    <message>
        <source>INPUT: {name} cannot be made again, because what it was made of is not found: {missing}. Put files where they were, or into the folder of {name}; open layers of servers in this project.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>INPUT：{name} 无法重新生成，因为找不到生成它所用的数据：{missing}。请将文件放回原处，或放入 {name} 所在的文件夹；服务器上的图层请在本工程中打开。</translation>
    </message>
    <message>
        <source>INPUT: {name} was made of the selected features of {selected} only. A selection is not recorded, so the run cannot be repeated.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation type="vanished">INPUT：{name} 只由 {selected} 的选中要素生成。选择没有记录，因此该运行无法重复。</translation>
    </message>
    <message>
        <source>which was a temporary layer</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>它是临时图层</translation>
    </message>
    <message>
        <source>{name} does not say how it was made.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>{name} 没有说明它是如何生成的。</translation>
    </message>
    <message>
        <source>{name} does not say which output of {name_of} it is, so it cannot be repeated.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation type="vanished">{name} 没有说明它是 {name_of} 的哪一个输出，因此无法重复。</translation>
    </message>
    <message>
        <source>{name} was made by {algorithm}, which this version of Blindspot does not have. Repeat it with the version that made it, {blindspot}.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>{name} 由 {algorithm} 生成，本版本的 Blindspot 没有该算法。请用生成它的版本 {blindspot} 重复。</translation>
    </message>
    <message>
        <source>{why} Only results that carry the record of their run (provenance) can be repeated.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>{why}只有带有运行记录（来源记录）的结果才能重复。</translation>
    </message>
    <message>
        <source>{exact_times} To round them, switch SECONDS off.</source>
        <extracomment>algorithms/inputs/seconds.py</extracomment>
        <translation>{exact_times}若要取整，请关闭 SECONDS。</translation>
    </message>
    <message>
        <source>Larger spots are split into compact parts that a drone can visit in one flight. Empty: {usual:,.0f} m2, or {cells} cells of a grid where these are larger. A single cell is never split. 0: never split.</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>更大的盲区会拆分为无人机一次飞行可到访的紧凑部分。留空：{usual:,.0f} m2；若网格的 {cells} 个单元格更大，则取后者。单个单元格从不拆分。0：从不拆分。</translation>
    </message>
    <message>
        <source>Points, such as station exits, that lie this close to each other become one spot at one of them, so that one stop is enough for them. No point of a spot is further than this from where the spot stands; longer rows of points become several spots. A drone that hovers there sees what lies within half its Swath: set this to no more than that if all must be seen from one stop. Lines and polygons are not affected. 0: each point is a spot of its own. Empty: the detection range of the patrols ({usual:g} m where it is not known).</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>彼此距离不超过该值的点（例如地铁站出口）在其中一个点上成为一个盲区，停一次就够了。盲区的各点距盲区所在位置都不超过该值；更长的点列会成为多个盲区。在那里悬停的无人机能看到半个幅宽之内：若要停一次就看到全部，请使该值不超过半个幅宽。线和多边形不受影响。0：每个点各为一个盲区。留空：巡逻的探测距离（未知时为 {usual:g} m）。</translation>
    </message>
    <message>
        <source>Empty: as recorded in {layer}</source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation type="vanished">留空：沿用 {layer} 中的记录</translation>
    </message>
    <message>
        <source>More time gives better plans, but the improvement gets smaller and smaller. It is the time of the search and of the upper bound together; reading, the paths around no-fly zones, checking and writing come in addition. {each}</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>时间越长，方案越好，但改善越来越小。它是搜索与上界计算的总时间；读取、绕开禁飞区的路径、检查和写入另计。{each}</translation>
    </message>
    <message>
        <source>START ({start}) is</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>START（{start}）</translation>
    </message>
    <message>
        <source>the launch sites</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>起降点</translation>
    </message>
    <message>
        <source> Other clocks are near: {others}.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>附近还有其他时区：{others}。</translation>
    </message>
    <message>
        <source> {event} then at {when} in local time.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>这样，{event}的当地时间为 {when}。</translation>
    </message>
    <message>
        <source>If that is wrong, set {label}.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>如有错误，请设置 {label}。</translation>
    </message>
    <message>
        <source>The variable {variable} is not used: {value} is no IANA name, such as Asia/Shanghai.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>不使用变量 {variable}：{value} 不是 IANA 名称，例如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>position, {distance:,.0f} km from {near}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>位置（距 {near} {distance:,.0f} km）</translation>
    </message>
    <message>
        <source>{label} ({name}) is empty, and {what} have no position to guess it from: UTC is assumed. {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{label}（{name}）为空，且{what}没有可供推测的位置：假定为 UTC。{otherwise}</translation>
    </message>
    <message>
        <source>{label} ({name}) is empty. {what}{what2} seem to be in {zone} ({offset_text}): a guess from their {where}.{then}{nearby} {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{label}（{name}）为空。{what}{what2}似乎位于 {zone}（{offset_text}）：根据其{where}推测。{then}{nearby}{otherwise}</translation>
    </message>
    <message>
        <source>{text} ({name}) is empty: {zone} is used, the value of the variable {variable}.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{text}（{name}）为空：使用 {zone}，即变量 {variable} 的值。</translation>
    </message>
    <message>
        <source>In local time, unless it gives its own time zone. Empty: the first watch with data.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>当地时间，除非自带时区。留空：第一个有数据的值守时段。</translation>
    </message>
    <message>
        <source>In local time, unless it gives its own time zone. Empty: the last watch with data.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>当地时间，除非自带时区。留空：最后一个有数据的值守时段。</translation>
    </message>
    <message>
        <source>Period {t0} to {t1} ({zone}), {nights}; the gap is the mean over {hours:.1f} h of starting moments. Each has to be seen within {revisit:g} min.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="vanished">分析期 {t0} 至 {t1}（{zone}），{nights}；漏巡概率为 {hours:.1f} h 起始时刻的平均。每个时刻须在 {revisit:g} min 内被看到。</translation>
    </message>
    <message>
        <source>There is no fix in {silent} of {nights}. They count as unseen: {silent2}.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation type="vanished">{nights}中有 {silent} 个没有定位点，计为无人发现：{silent2}。</translation>
    </message>
    <message>
        <source>in the OSGeo4W Shell of the Start menu</source>
        <extracomment>algorithms/installing.py</extracomment>
        <translation>在“开始”菜单的 OSGeo4W Shell 中</translation>
    </message>
    <message>
        <source>, by {largest:.3g} at most</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation type="vanished">，最多相差 {largest:.3g}</translation>
    </message>
    <message>
        <source>Fields that this version adds are not compared: {added}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>不比较本版本新增的字段：{added}。</translation>
    </message>
    <message>
        <source>Its input is not as it was. {changed}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>其输入与当时不同。{changed}。</translation>
    </message>
    <message>
        <source>Not compared, because the record does not describe their content: {unknown}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>未作比较，因为记录没有描述其内容：{unknown}。</translation>
    </message>
    <message>
        <source>The inputs are as they were.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>输入与当时相同。</translation>
    </message>
    <message numerus="yes">
        <source>features differ</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>
            <numerusform>个要素不同</numerusform>
        </translation>
    </message>
    <message>
        <source>it has {count}, the repeated run gives {again:,}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>它有 {count}，重复运行得到 {again:,}</translation>
    </message>
    <message>
        <source>only {name} has the fields {missing}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>只有 {name} 有字段 {missing}</translation>
    </message>
    <message numerus="yes">
        <source>pixels differ</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>
            <numerusform>个像元不同</numerusform>
        </translation>
    </message>
    <message>
        <source>repeated with the same versions</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>以相同的版本重复</translation>
    </message>
    <message>
        <source>repeated with {others}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>以 {others} 重复</translation>
    </message>
    <message>
        <source>the same number of features, with other values or in another order</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>要素数量相同，但数值或顺序不同</translation>
    </message>
    <message>
        <source>{features} then, {other:,} now</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation type="vanished">当时 {features}，现在 {other:,}</translation>
    </message>
    <message>
        <source>{fields:,} more fields</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>另有 {fields:,} 个字段</translation>
    </message>
    <message>
        <source>{left:,} without a counterpart</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{left:,} 个没有对应项</translation>
    </message>
    <message>
        <source>{made}; repeat {them} as well to check the whole chain.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation type="vanished">{made}；请同时重复{them}，以检查整个链条。</translation>
    </message>
    <message>
        <source>{name} ({name2}) was made by {title_of}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation type="vanished">{name}（{name2}）由 {title_of} 生成</translation>
    </message>
    <message>
        <source>{name} agrees with the repeated run: {count}, all the same (numbers to 11 digits).</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name} 与重复运行一致：{count}全部相同（数值到 11 位）。</translation>
    </message>
    <message>
        <source>{name} agrees with the repeated run: {count}. {differ} by less than a billionth ({fields}). Another machine, or another version of a library, may make such differences.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name} 与重复运行一致：{count}。{differ}，差异小于十亿分之一（{fields}）。另一台计算机或库的另一个版本可能造成这样的差异。</translation>
    </message>
    <message>
        <source>{name} does not agree with the repeated run: {parts}{value}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation type="vanished">{name} 与重复运行不一致：{parts}{value}。</translation>
    </message>
    <message>
        <source>Made by Blindspot {blindspot}, {algorithm}, on {made}.</source>
        <extracomment>algorithms/outputs/carried.py</extracomment>
        <translation>由 Blindspot {blindspot} 的 {algorithm} 生成，时间 {made}。</translation>
    </message>
    <message>
        <source>it could not be opened again</source>
        <extracomment>algorithms/outputs/carried.py</extracomment>
        <translation>无法再次打开它</translation>
    </message>
    <message>
        <source>{name} does not carry the record of this run ({why}). It is complete, but later steps cannot tell how it was made.</source>
        <extracomment>algorithms/outputs/carried.py</extracomment>
        <translation>{name} 没有带上本次运行的记录（{why}）。它是完整的，但后续步骤无法得知它是如何生成的。</translation>
    </message>
    <message>
        <source>{name} ({path}) is a folder. Give the path of a file in it, which ends in {good}.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）是文件夹。请给出其中文件的路径，以 {good} 结尾。</translation>
    </message>
    <message>
        <source>{name} ({path}): the path is too long. Choose a shorter name, or another folder.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）：路径过长。请选择更短的名称或其他文件夹。</translation>
    </message>
    <message>
        <source>{name} ({text}) has a line break or another control character in its path.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name}（{text}）的路径中有换行符或其他控制字符。</translation>
    </message>
    <message>
        <source>{name} ({text}) is neither a path nor a database that QGIS knows. Give the path of a file without a colon, such as one that ends in {good}.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name}（{text}）既不是路径，也不是 QGIS 认识的数据库。请给出不含冒号的文件路径，例如以 {good} 结尾。</translation>
    </message>
    <message>
        <source>{name} ({text}) lies in an archive or on a server. Choose a file on a disk.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name}（{text}）在压缩包中或服务器上。请选择磁盘上的文件。</translation>
    </message>
    <message>
        <source>{name} ({text}): a path cannot name a table after |. For a table of a GeoPackage write ogr:dbname=&apos;{split}&apos; table=&quot;{name2}&quot; (geom), or give the path of a new file.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name}（{text}）：路径不能在 | 之后指定表。GeoPackage 的表请写为 ogr:dbname=&apos;{split}&apos; table=&quot;{name2}&quot; (geom)，或给出新文件的路径。</translation>
    </message>
    <message>
        <source>{name} and {name2} are the same file{value}. Choose two different files.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name} 与 {name2} 是同一个文件{value}。请选择两个不同的文件。</translation>
    </message>
    <message>
        <source>{name} could not be written to {path}. Check that the folder exists.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name} 无法写入 {path}。请检查该文件夹是否存在。</translation>
    </message>
    <message>
        <source>{name} would overwrite {name2}: both are {path}. Choose another file; nothing has been changed.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name} 会覆盖 {name2}：两者都是 {path}。请选择其他文件；没有做任何更改。</translation>
    </message>
    <message>
        <source>{name}: QGIS writes no file that ends in {suffix}. It is written to {path}.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}：QGIS 不写入以 {suffix} 结尾的文件。已写入 {path}。</translation>
    </message>
    <message>
        <source>{name}: {path} holds other tables ({others}), which would be deleted, because QGIS replaces the whole file. Choose another file, or write a table of it: ogr:dbname=&apos;{path}&apos; table=&quot;{name2}&quot; (geom).</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation type="vanished">{name}：{path} 含有其他表（{others}），它们会被删除，因为 QGIS 会替换整个文件。请选择其他文件，或写入其中的一个表：ogr:dbname=&apos;{path}&apos; table=&quot;{name2}&quot; (geom)。</translation>
    </message>
    <message>
        <source> and the altitudes (Z)</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>和高度 (Z)</translation>
    </message>
    <message>
        <source> {same} would have the same name, so they are numbered.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{same} 会同名，因此加上编号。</translation>
    </message>
    <message>
        <source>, and with them the times of the vertices (M)</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>，连同顶点的时间 (M)</translation>
    </message>
    <message>
        <source>Choose a file that ends in {good} to keep them.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>请选择以 {good} 结尾的文件以保留它们。</translation>
    </message>
    <message>
        <source>{name} ({path}) is a table without geometries, which the format {driver} cannot hold. Choose a file that ends in gpkg, csv or xlsx.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name}（{path}）是没有几何的表，格式 {driver} 无法保存。请选择以 gpkg、csv 或 xlsx 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} ({path}): the format {driver} cannot hold the fields of this layer. Choose a file that ends in {good}.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name}（{path}）：格式 {driver} 无法保存该图层的字段。请选择以 {good} 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is written as MapInfo TAB, which cuts texts to {short_text} characters.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name} 写为 MapInfo TAB，文本会截断为 {short_text} 个字符。</translation>
    </message>
    <message>
        <source>{name} is written as a shapefile: names of fields are cut to {short_name} characters, texts to {short_text}, and dates and times become text. Choose gpkg or fgb to keep them.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name} 写为 shapefile：字段名截断为 {short_name} 个字符，文本截断为 {short_text} 个，日期和时间变成文本。若要保留，请选择 gpkg 或 fgb。</translation>
    </message>
    <message>
        <source>{name} is written as {driver}, which cannot hold M: the times of the vertices{heights} are lost, and later steps cannot read the file. {use}</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name} 写为 {driver}，它无法保存 M：顶点的时间{heights}会丢失，后续步骤无法读取该文件。{use}</translation>
    </message>
    <message>
        <source>{name} is written as {driver}, which has no fields of dates and times: they become text or are left out. Some versions of GDAL also read no other field from KML. Choose gpkg or fgb to keep them.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name} 写为 {driver}，它没有日期和时间字段：这些字段变成文本或被略去。某些版本的 GDAL 也不从 KML 读取任何其他字段。若要保留，请选择 gpkg 或 fgb。</translation>
    </message>
    <message>
        <source>{name} is written as {driver}, which has no geometries: all geometries are lost{times}. {use}</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name} 写为 {driver}，它没有几何：全部几何{times}会丢失。{use}</translation>
    </message>
    <message>
        <source>{name}: a shapefile cuts these names of fields to {short_name} characters: {long}.</source>
        <extracomment>algorithms/outputs/formats.py</extracomment>
        <translation>{name}：shapefile 会把这些字段名截断为 {short_name} 个字符：{long}。</translation>
    </message>
    <message>
        <source>Before: {was} After: {now}</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="vanished">之前：{was} 之后：{now}</translation>
    </message>
    <message>
        <source>Drones pass {count} time{s}</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="vanished">无人机经过 {count} 次</translation>
    </message>
    <message>
        <source>No drone passes.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>没有无人机经过。</translation>
    </message>
    <message>
        <source>{times}, {in_watch} of them in the watch.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="vanished">{times}，其中 {in_watch} 次在值守时段内。</translation>
    </message>
    <message>
        <source>, as far as the data cover it ({span})</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">（以数据覆盖的部分为限：{span}）</translation>
    </message>
    <message>
        <source>, or PARTIAL_WATCHES to count the time without data as unpatrolled.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">，或更改 PARTIAL_WATCHES，把没有数据的时间计为无巡逻。</translation>
    </message>
    <message>
        <source>A difference between two periods does not show its cause: weather, season and events differ too. Two periods with the same rota also differ. First compare two such periods to see by how much.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>两个时期之间的差异并不说明原因：天气、季节和活动也不相同。排班相同的两个时期也会有差异。请先比较这样的两个时期，看看相差多少。</translation>
    </message>
    <message>
        <source>A drone is assumed to notice everything within {reach} m of its route, on the whole flight from take-off to landing. Height, walls, trees and darkness are not modelled.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>假定无人机从起飞到降落的整个飞行过程中，都能发现航线两侧 {reach} m 之内的一切。高度、墙体、树木和黑暗未纳入模型。</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次</translation>
    </message>
    <message>
        <source>No flight is within the period ({period_text}){covered}: they begin on {first}. Change PERIOD_START and PERIOD_END, or set REPEAT to every watch of the period</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">没有飞行在分析期内（{period_text}）{covered}：它们从 {first} 开始。请更改 PERIOD_START 和 PERIOD_END，或将 REPEAT 设为分析期的每个值守时段</translation>
    </message>
    <message>
        <source>The patrols are assumed to go where they went in the period. A rota that changes because of the drones is not considered.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>假定巡逻仍去分析期内去过的地方。未考虑因无人机而改变的排班。</translation>
    </message>
    <message>
        <source>The plan takes {long} and the watch is {watch}: </source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">方案需要 {long}，而值守时段为 {watch}：</translation>
    </message>
    <message>
        <source>of {total} of flight time</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">（共 {total} 的飞行时间）</translation>
    </message>
    <message>
        <source>{early} {of_all} lie in the first {revisit} (REVISIT) of the watch. A pass notices what began within REVISIT before it, and early in the watch little can have begun. The same flights later in the watch would close more of the gaps.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">{of_all}中有 {early} 在值守时段的最初 {revisit}（REVISIT）内。一次经过只能发现此前 REVISIT 之内开始的情况，而值守时段刚开始时能开始的很少。同样的飞行放在值守时段稍后，会补上更多的漏巡。</translation>
    </message>
    <message>
        <source>{outside} of {outside2} flights lie outside the period and do not count.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">{outside2} 次飞行中有 {outside} 次在分析期之外，不计入。</translation>
    </message>
    <message>
        <source>{takes}{outside} {of_all} lie outside the watch. What drones see before the watch does not count. What they see after it counts only if it began within the watch.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">{takes}{of_all}中有 {outside} 在值守时段之外。无人机在值守时段之前看到的不计入；之后看到的，只有在值守时段内开始的才计入。</translation>
    </message>
    <message>
        <source>{name}: {field} has {decimals} decimals instead of {decimals2}, so that its {bins} numbers fit into a text of {short_text} characters, the longest of this format. Choose gpkg or fgb for all decimals.</source>
        <extracomment>algorithms/outputs/gap_profiles.py</extracomment>
        <translation type="vanished">{name}：{field} 取 {decimals} 位小数而不是 {decimals2} 位，使其 {bins} 个数值能放入 {short_text} 个字符的文本，这是该格式的最大长度。若要全部小数，请选择 gpkg 或 fgb。</translation>
    </message>
    <message>
        <source>{name} ({destination}): {error} Is the disk full?</source>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation>{name}（{destination}）：{error}磁盘已满？</translation>
    </message>
    <message>
        <source>{name} holds only some of its rows: {destination}. Delete it.</source>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation>{name} 只含有部分行：{destination}。请将其删除。</translation>
    </message>
    <message>
        <source>{name}: {rows} no geometry. A FlatGeobuf file cannot hold rows without one, so they are missing in it. Choose a GeoPackage (.gpkg) to keep them.</source>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation>{name}：{rows}没有几何。FlatGeobuf 文件不能保存没有几何的行，因此文件中缺少这些行。若要保留，请选择 GeoPackage (.gpkg)。</translation>
    </message>
    <message>
        <source>  All places that drones can reach had been {done}, so earlier nights no longer count.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">  无人机可到达的全部地点都已{done}，因此之前各夜不再计入。</translation>
    </message>
    <message>
        <source>  {spots} not {served}: {reason}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">  {spots}未{served}：{reason}。</translation>
    </message>
    <message>
        <source>  {why}, so it is planned for the mean of all watches.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>  {why}，因此按全部值守时段的平均规划。</translation>
    </message>
    <message>
        <source>All plans visit the same places, so every night is the same. Reduce RETURN_WEIGHT.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>全部方案到访的地点相同，因此各夜都一样。请减小 RETURN_WEIGHT。</translation>
    </message>
    <message>
        <source>All {nights} nights together visit {places}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">全部 {nights} 夜合计到访 {places}。</translation>
    </message>
    <message>
        <source>Flown in the {period} it closes</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">在{period}飞行，它补上</translation>
    </message>
    <message>
        <source>It is flown in no watch of the period</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>它不在分析期的任何值守时段飞行</translation>
    </message>
    <message>
        <source>Places visited: {visited:,}. {total}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>到访的地点：{visited:,}。{total}</translation>
    </message>
    <message>
        <source>SEED is 0, which is easy to guess, and anybody who knows the SEED can predict all nights. Choose your own number, write it down, and keep it secret.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">SEED 为 0，很容易猜到，而知道 SEED 的人可以预知全部各夜。请选择自己的数字，记录下来并保密。</translation>
    </message>
    <message>
        <source>The data of its watches do not cover all hours</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>其值守时段的数据没有覆盖全部时间</translation>
    </message>
    <message>
        <source>The period has {watches}, fewer than the {nights} nights. So the later nights are not flown in any watch, and PRIORITY_AFTER does not count them. Use a longer period, or fewer NIGHTS.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>分析期有 {watches}，少于 {nights} 夜。因此靠后的各夜不在任何值守时段飞行，PRIORITY_AFTER 不计入它们。请使用更长的分析期，或减小 NIGHTS。</translation>
    </message>
    <message>
        <source>Total priority after all nights so far: {priority:.4g}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">至此全部各夜之后的总优先度：{priority:.4g}。</translation>
    </message>
    <message>
        <source>closed in full</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">完全补上</translation>
    </message>
    <message>
        <source>if it is flown in every watch</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>如果在每个值守时段飞行</translation>
    </message>
    <message>
        <source>no blind spot can be visited</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">没有可到访的盲区</translation>
    </message>
    <message>
        <source>no blind spot is left</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">没有剩余的盲区</translation>
    </message>
    <message>
        <source>over its watches</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>在其各值守时段内</translation>
    </message>
    <message>
        <source>{different} of {share} plans differ. Drawn with these probabilities (plan, probability: {likely}), a night visits each of the {places:,} places in blind spots that any plan visits with a probability of at least {least:.4g}. No mixture of these plans is better if no plan may have a probability above {exp:.3g} (ENTROPY). The entropy of the draw is {entropy:.3f} nats; the maximum is {log:.3f}. SEED {seed}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{share} 个方案中有 {different} 个不同。按这些概率抽取（方案、概率：{likely}），对于任一方案所到访的 {places:,} 个盲区地点，一夜到访其中每一个的概率至少为 {least:.4g}。若任何方案的概率都不得超过 {exp:.3g}（ENTROPY），则没有更好的方案组合。抽取的熵为 {entropy:.3f} 奈特，最大值为 {log:.3f}。SEED {seed}。</translation>
    </message>
    <message>
        <source>{flown} a priority of {priority:.4g}: the total falls from {priority2:.4g} to {priority3:.4g}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{flown} {priority:.4g} 的优先度：总优先度从 {priority2:.4g} 降到 {priority3:.4g}。</translation>
    </message>
    <message>
        <source>{name}: nothing is flown, because {why}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{name}：没有飞行，因为{why}。</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {closed:.4g} of {open:.4g} {where}, with {spots} to visit. {after}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{name}：{sorties}{where} {open:.4g} 中的 {closed:.4g} 优先度，共有 {spots}可到访。{after}</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {served_priority:.4g} of {total_priority:.4g} in {spots}. </source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{name}：{sorties}{spots} {total_priority:.4g} 中的 {served_priority:.4g} 优先度。</translation>
    </message>
    <message>
        <source>{tied:,} of {scored:,} places in reach have the same priority, so the blind spots are not a selection: nothing tells these places apart, and planning takes long. Use AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND layers (what matters).</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">可到达的 {scored:,} 个地点中有 {tied:,} 个优先度相同，因此这些盲区不成其为选择：没有什么能区分这些地点，而且规划会很慢。请使用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND 图层（重要的内容）。</translation>
    </message>
    <message>
        <source>{together} Flown as a rotation over the {period} they close</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{together}在{period}轮换飞行，它们补上</translation>
    </message>
    <message>
        <source>{watches} of the period</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">分析期的 {watches}</translation>
    </message>
    <message>
        <source>{nights} would have a row for each of {places:,} places in each of {nights2:,} {night}s, more than {max_rows:,} rows in total. Use fewer places (PLACES, AREA, a larger CELL_SIZE) or a shorter period (PERIOD_START, PERIOD_END), or leave {nights} empty.</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation type="vanished">{nights} 会为 {nights2:,} {night}中的 {places:,} 个地点各生成一行，总数超过 {max_rows:,} 行。请减少地点（PLACES、AREA、更大的 CELL_SIZE）或缩短分析期（PERIOD_START、PERIOD_END），或将 {nights} 留空。</translation>
    </message>
    <message>
        <source>A GeoTIFF (Float32, no data: -9999) with the gap of each cell as a pixel. Only for square grids. The metadata of the file contain the version and the parameters of the run.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>GeoTIFF（Float32，无数据值 -9999），每个单元格的漏巡概率为一个像元。仅适用于正方形网格。文件的元数据含有版本和运行参数。</translation>
    </message>
    <message>
        <source>A GeoTIFF (Float32, no data: -9999) with the priority of each cell as a pixel. Only for square grids. The metadata of the file contain the version and the parameters of the run.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>GeoTIFF（Float32，无数据值 -9999），每个单元格的优先度为一个像元。仅适用于正方形网格。文件的元数据含有版本和运行参数。</translation>
    </message>
    <message>
        <source>Gap as a raster</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>漏巡概率栅格</translation>
    </message>
    <message>
        <source>Priority as a raster</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>优先度栅格</translation>
    </message>
    <message>
        <source>{names} are the same file. Choose two different files.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>{names} 是同一个文件。请选择两个不同的文件。</translation>
    </message>
    <message>
        <source>{names}: hexagons cannot be pixels. Choose Square as GRID_TYPE, or leave {names} empty.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>{names}：六边形不能成为像元。请在 GRID_TYPE 中选择正方形，或将 {names} 留空。</translation>
    </message>
    <message>
        <source>{names}: only a grid can be written as a raster, but PLACES is given. Leave {names} or PLACES empty.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>{names}：只有网格可以写为栅格，但给出了 PLACES。请将 {names} 或 PLACES 留空。</translation>
    </message>
    <message>
        <source>{name} ({file}) is written as a GeoTIFF. Give it a name that ends in .tif.</source>
        <extracomment>algorithms/outputs/rasters.py</extracomment>
        <translation>{name}（{file}）写为 GeoTIFF。请给出以 .tif 结尾的名称。</translation>
    </message>
    <message>
        <source>The report could not be written to {path}: {strerror}. Choose another file.</source>
        <extracomment>algorithms/outputs/report.py</extracomment>
        <translation type="vanished">报告无法写入 {path}：{strerror}。请选择其他文件。</translation>
    </message>
    <message>
        <source>All places with a gap of at least {min_gap:g} together hold {held:.1f} % of the priority, less than the {share:g} % of SHARE. Reduce MIN_GAP to find more.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>漏巡概率至少为 {min_gap:g} 的全部地点合计占优先度的 {held:.1f} %，少于 SHARE 的 {share:g} %。若要找到更多，请减小 MIN_GAP。</translation>
    </message>
    <message>
        <source>No place has any priority, because demand or gap is 0 everywhere. There are no blind spots.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>没有地点有优先度，因为需求或漏巡概率处处为 0。没有盲区。</translation>
    </message>
    <message>
        <source>{chosen:,} of {scored:,} places hold {held:.1f} % of the priority, in {spots}.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>{scored:,} 个地点中的 {chosen:,} 个占优先度的 {held:.1f} %，构成 {spots}。</translation>
    </message>
    <message>
        <source>{inside:,} points lie within MERGE_DISTANCE ({merge_distance:g} m) of each other and become {spots}.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>{inside:,} 个点彼此在 MERGE_DISTANCE（{merge_distance:g} m）之内，成为 {spots}。</translation>
    </message>
    <message>
        <source>{lie} more than {seen:g} m from where the spot stands. A drone that hovers there sees what lies within half its SWATH: {seen:g} m unless planned with another one. If it must see all of them, set MERGE_DISTANCE to {seen:g} m or less.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>{lie}距盲区所在位置超过 {seen:g} m。在那里悬停的无人机能看到半个 SWATH 之内：除非以其他幅宽规划，为 {seen:g} m。若必须看到全部点，请将 MERGE_DISTANCE 设为 {seen:g} m 或更小。</translation>
    </message>
    <message>
        <source>{spots} larger than MAX_AREA ({max_area:,.0f} m2) and {is_} split; part_of shows which parts belong together.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation type="vanished">{spots}大于 MAX_AREA（{max_area:,.0f} m2），已拆分；part_of 表明哪些部分属于同一个盲区。</translation>
    </message>
    <message>
        <source>{tied:,} of {scored:,} places have the same priority, so these spots are not a selection: nothing tells these places apart. Score the gaps again with AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND layers (what matters).</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation type="vanished">{scored:,} 个地点中有 {tied:,} 个优先度相同，因此这些盲区不成其为选择：没有什么能区分这些地点。请用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND 图层（重要的内容）重新计算漏巡概率。</translation>
    </message>
    <message>
        <source>{tied:,} places tie at the threshold (priority {threshold:.4g}) and are all selected.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation type="vanished">{tied:,} 个地点在阈值处并列（优先度 {threshold:.4g}），全部选中。</translation>
    </message>
    <message>
        <source> If that is too much, use another AREA, or increase GRID_REACH.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>若过多，请使用其他 AREA，或增大 GRID_REACH。</translation>
    </message>
    <message>
        <source>&lt;p&gt;How many hours and kilometres did patrols spend in each cell or zone, how often did they visit it, and when was the last visit? This is the classic view of the work of a patrol service, for a grid or for your own zones.&lt;/p&gt; &lt;p&gt;Tracks are cut exactly at the edges of cells and zones: the sums over the cells are the totals of the tracks, as far as the grid covers them. The log reports the effort outside. Zones may overlap; then each zone counts everything inside it.&lt;/p&gt; &lt;p&gt;The positions of a receiver that does not move scatter by some metres. This scatter does not count as kilometres: many hours with few kilometres mean standing. The log says how many kilometres it would have been.&lt;/p&gt; &lt;p&gt;Only the watch and the period count, and tracks are cut at their limits. By default these contain all data. Outages do not count, because the position of the unit is unknown. A single fix is a visit of no length. A &lt;b&gt;visit&lt;/b&gt; is an unbroken stay of one unit; it also ends when the watch ends.&lt;/p&gt; &lt;p&gt;&lt;b&gt;within_range&lt;/b&gt; is the share of the area of the cell or zone that was within the &lt;b&gt;Detection range&lt;/b&gt; of a unit. Only this field is an estimate. It is computed at points with the &lt;b&gt;Sample spacing&lt;/b&gt; between them: a square pattern in a zone, and k x k points in a cell, with k at least 4.&lt;/p&gt; &lt;p&gt;Effort is not coverage. An hour in a car park counts as much as an hour on the beat, and a place can be visited every day at the same hour and still be unseen all night. Use Score gaps to find such places.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last visit, cell by cell, is the path of an officer. So first_seen and last_seen are rounded down to a quarter of an hour or an hour if at least three units were there in that time, otherwise to the start of the day. Hours and kilometres are exact, because their sums are the totals: where only one unit came, they are that unit&apos;s.&lt;/p&gt;</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="vanished">&lt;p&gt;巡逻在每个单元格或区中用了多少小时、走了多少公里、到访了多少次，最后一次到访在何时？这是反映巡逻工作的常用视图，可用于网格或您自己的区。&lt;/p&gt; &lt;p&gt;轨迹在单元格和区的边界处精确切分：只要网格覆盖到，各单元格之和就等于轨迹的总量。日志报告范围之外的巡逻量。区可以重叠，此时每个区都计入其内的全部。&lt;/p&gt; &lt;p&gt;静止的接收机的位置会散布几米。这种散布不计为公里数：小时多而公里少，表示静止。日志说明它本来会有多少公里。&lt;/p&gt; &lt;p&gt;只计值守时段和分析期，轨迹在其界限处切断。默认情况下它们包括全部数据。信号中断不计入，因为单元的位置未知。单个定位点是没有时长的到访。&lt;b&gt;到访&lt;/b&gt;是一个单元不间断的停留；值守时段结束时也结束。&lt;/p&gt; &lt;p&gt;&lt;b&gt;within_range&lt;/b&gt; 是单元格或区的面积中曾处于某单元&lt;b&gt;探测距离&lt;/b&gt;之内的占比。只有该字段是估计值。它在间距为&lt;b&gt;采样间距&lt;/b&gt;的点上计算：区内为方形排列，单元格内为 k x k 个点，k 至少为 4。&lt;/p&gt; &lt;p&gt;巡逻量不等于覆盖。停车场里的一小时与巡区里的一小时同样计数；一个地点可能每天同一钟点都有人到访，却整夜无人看到。请用“计算漏巡概率”找出这样的地点。&lt;/p&gt; &lt;p&gt;&lt;b&gt;针对地点，不针对个人。&lt;/b&gt;逐个单元格的最后到访时间，就是一名警员的行踪。因此，若该时间内至少有三个单元在场，first_seen 和 last_seen 向下取整到一刻钟或一小时，否则取整到当天的开始。小时数和公里数是精确的，因为它们的和就是总量：只有一个单元到过之处，它们就是该单元的数据。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About {scatter:,.1f} km of all tracks are scatter of the positions, most of it while units stand still. They do not count.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>全部轨迹中约有 {scatter:,.1f} km 是位置的散布，大多出现在单元静止时。不计入。</translation>
    </message>
    <message>
        <source>No fix can be used, so there is no effort to measure. Run Prepare tracks to see why each fix was rejected.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>没有可用的定位点，因此没有可统计的巡逻量。请运行“整理轨迹”，查看每个定位点被剔除的原因。</translation>
    </message>
    <message>
        <source>Period {t0} to {t1} ({zone}), watch {watch}: {total_seconds:,.1f} h and {total_metres:,.1f} km of patrols.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="vanished">分析期 {t0} 至 {t1}（{zone}），值守时段 {watch}：巡逻 {total_seconds:,.1f} h，{total_metres:,.1f} km。</translation>
    </message>
    <message>
        <source>Zones overlap: what lies in several zones counts in each of them, so their sum exceeds the total.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>区有重叠：位于多个区内的在每个区都计入，因此各区之和大于总量。</translation>
    </message>
    <message>
        <source>{name} (PLACES) has {other:,} features that are not polygons. Effort can only be measured in polygons. Choose a polygon layer, or first create a buffer around the points or lines.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="vanished">{name}（PLACES）有 {other:,} 个要素不是多边形。巡逻量只能在多边形内统计。请选择多边形图层，或先为点或线创建缓冲区。</translation>
    </message>
    <message>
        <source>{outside_seconds:,.1f} of {total_seconds:,.1f} h and {outside_metres:,.1f} of {total_metres:,.1f} km lie outside {where}.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="vanished">{total_seconds:,.1f} h 中有 {outside_seconds:,.1f} h、{total_metres:,.1f} km 中有 {outside_metres:,.1f} km 位于{where}之外。</translation>
    </message>
    <message>
        <source>{whole:,.1f} of {whole2:,.1f} h of tracks are outside the watch or the period, or slower than MIN_SPEED. They do not count.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation type="vanished">轨迹的 {whole2:,.1f} h 中有 {whole:,.1f} h 在值守时段或分析期之外，或慢于 MIN_SPEED。不计入。</translation>
    </message>
    <message>
        <source>Drawn for the nights: {drawn}.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>为各夜抽取：{drawn}。</translation>
    </message>
    <message>
        <source>No plan visits any place, so there is nothing to draw from. Run again without UNPREDICTABLE: UNSERVED then gives the reason for each spot.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>没有方案到访任何地点，因此没有可抽取的内容。请关闭 UNPREDICTABLE 重新运行：UNSERVED 会给出每个盲区的原因。</translation>
    </message>
    <message>
        <source>The planner chooses when each sortie takes off: {hours} ({timezone}).</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>每个架次何时起飞由规划器选择：{hours}（{timezone}）。</translation>
    </message>
    <message>
        <source>The time is for each night, or for each plan if nights are drawn at random.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>该时间针对每一夜；若随机抽取各夜，则针对每个方案。</translation>
    </message>
    <message>
        <source>Without START the first drones take off {delay:g} min after the watch begins. Earlier there would be less to notice, because a drone notices only what began within REVISIT before it comes.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">没有 START，第一批无人机在值守时段开始后 {delay:g} min 起飞。更早时可发现的较少，因为无人机只能发现它到来之前 REVISIT 之内开始的情况。</translation>
    </message>
    <message>
        <source>{far:,} of {far2:,} places are out of reach of every launch site on one battery, or beyond MAX_RANGE, and are left out.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation type="vanished">{far2:,} 个地点中有 {far:,} 个用一块电池从任何起降点都到不了，或超出 MAX_RANGE，被略去。</translation>
    </message>
    <message>
        <source>{number} ({begins}) plan {plan}</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>{number}（{begins}）方案 {plan}</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {number}, from {names}: {spots} ({names2}), {duration:.1f} min, {length:.2f} km, {energy_wh:.1f} Wh.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">{drone} 号无人机，第 {number} 架次，从 {names} 起飞：{spots}（{names2}），{duration:.1f} min，{length:.2f} km，{energy_wh:.1f} Wh。</translation>
    </message>
    <message>
        <source>No spot can be {done}. The layer of spots that are not visited (UNSERVED) has the reason for each. If spots are out of reach, ENDURANCE is too short for RESERVE, ALTITUDE and the distance, or the launch sites are too far away.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">没有盲区可以{done}。未到访的盲区的图层（UNSERVED）给出每个盲区的原因。若盲区到不了，则相对于 RESERVE、ALTITUDE 和距离，ENDURANCE 太短，或起降点太远。</translation>
    </message>
    <message>
        <source>no plan that serves these stops in the ways considered here can serve more than {upper_bound:.4g} ({bound_method})</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">以此处考虑的方式服务这些停留点的方案，最多只能服务 {upper_bound:.4g}（{bound_method}）</translation>
    </message>
    <message>
        <source>{lie}: they are visited together.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{lie}：它们一并到访。</translation>
    </message>
    <message>
        <source>{sorties} a priority of {served_priority:.4g} of {total_priority:.4g}; {bound}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">{sorties} {total_priority:.4g} 中的 {served_priority:.4g} 优先度；{bound}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>{spots} not {done}: {reason}{which}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">{spots}未{done}：{reason}{which}。</translation>
    </message>
    <message>
        <source>MAX_ACCURACY needs ACCURACY_FIELD. Choose the field that holds the accuracy, or leave both empty.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>MAX_ACCURACY 需要 ACCURACY_FIELD。请选择存放精度的字段，或将两者都留空。</translation>
    </message>
    <message>
        <source>As it was when it was made, {name} agrees.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>按生成时的状态，{name} 一致。</translation>
    </message>
    <message>
        <source>Repeats {about}, which made {name}.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重复生成 {name} 的{about}。</translation>
    </message>
    <message>
        <source>The search of {name_of} was limited by time, and its steps are not recorded. It was limited by time again, so another plan may be found.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">{name_of} 的搜索受时间限制，且步数没有记录。本次搜索再次受时间限制，因此可能得到不同的方案。</translation>
    </message>
    <message>
        <source>layer or table</source>
        <extracomment>algorithms/reference_page.py, algorithms/repeatrun.py</extracomment>
        <translation>图层或表</translation>
    </message>
    <message>
        <source>{name} is not written, because {name2} is a {kind}.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">不写入 {name}，因为 {name2} 是{kind}。</translation>
    </message>
    <message>
        <source>{name} was made by an earlier {name2}, and repeated as it was then: {added}. The search for plans has changed since, so another plan may be found.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">{name} 由更早的 {name2} 生成，并按当时的方式重复：{added}。此后方案的搜索已经改变，因此可能得到不同的方案。</translation>
    </message>
    <message>
        <source>Blindspot needs Python {} or newer; this QGIS has Python {}.</source>
        <extracomment>algorithms/requirements.py</extracomment>
        <translation>Blindspot 需要 Python {} 或更新版本；此 QGIS 的 Python 为 {}。</translation>
    </message>
    <message>
        <source>Blindspot needs {}; install it with the QPIP plugin, or run this command {}, then restart QGIS: {}</source>
        <extracomment>algorithms/requirements.py</extracomment>
        <translation>Blindspot 需要 {}；请用 QPIP 插件安装，或运行以下命令{}，然后重启 QGIS：{}</translation>
    </message>
    <message>
        <source>Blindspot needs {}; run this command {}, then restart QGIS: {}</source>
        <extracomment>algorithms/requirements.py</extracomment>
        <translation>Blindspot 需要 {}；请运行以下命令{}，然后重启 QGIS：{}</translation>
    </message>
    <message>
        <source>{} (the one in {} cannot be imported: {})</source>
        <extracomment>algorithms/requirements.py</extracomment>
        <translation>{}（{} 中的那一个无法导入：{}）</translation>
    </message>
    <message>
        <source>{} with the GEOS {} of QGIS (the one in {} has GEOS {} and can crash QGIS)</source>
        <extracomment>algorithms/requirements.py</extracomment>
        <translation>{}，须与 QGIS 的 GEOS {} 一致（{} 中的那一个使用 GEOS {}，可能使 QGIS 崩溃）</translation>
    </message>
    <message>
        <source>{name} could not be written. {reason}. Choose another file, such as one that ends in .gpkg.</source>
        <extracomment>algorithms/run.py</extracomment>
        <translation>{name} 无法写入。{reason}。请选择其他文件，例如以 .gpkg 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is not a time of day. Write it as 22:00 or 22:00:00.</source>
        <extracomment>algorithms/run.py</extracomment>
        <translation>{name} 不是一天中的时刻。请写成 22:00 或 22:00:00。</translation>
    </message>
    <message>
        <source> at MIN_SPEED or faster</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>以不低于 MIN_SPEED 的速度</translation>
    </message>
    <message>
        <source>No leg{slow} is within DETECTION_RANGE of a place in the period: every gap is 1.</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>分析期内没有{slow}位于地点 DETECTION_RANGE 之内的轨迹段：所有漏巡概率均为 1。</translation>
    </message>
    <message>
        <source>About {now} left.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">还需约 {now}。</translation>
    </message>
    <message>
        <source>Fixes are moved within their accuracy, the radius that contains 68 % of the errors. Its median is {np:g} m. For {without:,} of {accuracy:,} fixes, which have no value of their own, it is ACCURACY ({otherwise:g} m).</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">定位点在其精度范围内移动，即包含 68 % 误差的半径。其中位数为 {np:g} m。{accuracy:,} 个定位点中有 {without:,} 个没有自身的值，取 ACCURACY（{otherwise:g} m）。</translation>
    </message>
    <message>
        <source>In an average repeat {chosen:.0f} % of all places lie in a spot, so nearly every spot is found again, and stability means little. First make a smaller selection: score with AREA, PLACES or DEMAND, or reduce SHARE.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>平均每次重复中，全部地点的 {chosen:.0f} % 位于盲区内，因此几乎每个盲区都会再次找到，稳定性没有多少意义。请先缩小选择：用 AREA、PLACES 或 DEMAND 评分，或减小 SHARE。</translation>
    </message>
    <message>
        <source>Not one of the spots of {name} is found with these parameters, not even in part. Use the parameters and the INPUT with which SPOTS was made.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>以这些参数，{name} 的盲区一个也找不到，连一部分也没有。请使用生成 SPOTS 时的参数和 INPUT。</translation>
    </message>
    <message>
        <source>What matters most: {shares}.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>影响最大的设置：{shares}。</translation>
    </message>
    <message>
        <source>Where the grid position matters most, a smaller CELL_SIZE makes spots more stable.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>网格位置影响最大之处，较小的 CELL_SIZE 会使盲区更稳定。</translation>
    </message>
    <message>
        <source>no setting alone for {without:,}</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>{without:,} 个没有单独的影响设置</translation>
    </message>
    <message>
        <source>{lost:,} of {count:,} spots are not found with these parameters at all. Are these the parameters with which SPOTS was made?</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>{count:,} 个盲区中有 {lost:,} 个以这些参数根本找不到。这些是生成 SPOTS 时的参数吗？</translation>
    </message>
    <message>
        <source>{name} (SPOTS) has no feature with a usable geometry. Choose the output of Find blind spots.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">{name}（SPOTS）没有几何可用的要素。请选择“查找盲区”的输出。</translation>
    </message>
    <message>
        <source>{stable:,} of {count:,} spots are found again in at least {stable2:g} % of {repeats:,} repeats.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation type="vanished">{count:,} 个盲区中有 {stable:,} 个在至少 {stable2:g} % 的 {repeats:,} 次重复中再次找到。</translation>
    </message>
    <message>
        <source>{wrong:,} values of ACCURACY_FIELD are infinite or too large to be meant, and are not used.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>ACCURACY_FIELD 的 {wrong:,} 个值为无穷大，或大得不合理，不使用。</translation>
    </message>
    <message>
        <source>Distance that paths keep from no-fly zones.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>路径与禁飞区保持的距离。</translation>
    </message>
    <message>
        <source>Polygons that no path may enter. Holes in the polygons may be entered.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>任何路径不得进入的多边形。多边形的洞可以进入。</translation>
    </message>
    <message>
        <source>{count:,} of {swept:,} areas are swept by {parts:,} paths of {length:,.2f} km in all.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>{swept:,} 个区域中有 {count:,} 个由 {parts:,} 条路径扫描，总长 {length:,.2f} km。</translation>
    </message>
    <message>
        <source>{coverage:.2%} of the area outside no-fly zones is within half a swath of a path.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="vanished">禁飞区以外的面积有 {coverage:.2%} 距路径不超过半个幅宽。</translation>
    </message>
    <message>
        <source>{lie} inside no-fly zones, without a path.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>{lie}禁飞区内，没有路径。</translation>
    </message>
    <message>
        <source>{name}: {points:,} points are left out, because a point has no area to sweep.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>{name}：{points:,} 个点被略去，因为点没有可扫描的面积。</translation>
    </message>
    <message>
        <source>{sourcename} has no polygon and no line to sweep. Choose another INPUT, or clear its filter.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation type="vanished">{sourcename} 没有可扫描的多边形或线。请选择其他 INPUT，或清除其过滤器。</translation>
    </message>
    <message>
        <source>a layer: its name, its id, the path of a file, or a layer object</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>图层：其名称、编号、文件路径或图层对象</translation>
    </message>
    <message>
        <source>at least {readable}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>至少 {readable}</translation>
    </message>
    <message>
        <source>at most {readable}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>最多 {readable}</translation>
    </message>
    <message>
        <source>from {readable} to {readable2}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation type="vanished">{readable} 至 {readable2}</translation>
    </message>
    <message>
        <source>has a layer with a filter, a selection or a limit; it takes whole layers. First save the features that are meant as a layer (Extract by expression)</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>含有带过滤器、选择或数量限制的图层；此处只接受整个图层。请先把所需要素另存为图层（“按表达式提取”）</translation>
    </message>
    <message>
        <source>has an item that is {empty}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation type="vanished">含有为{empty}的项</translation>
    </message>
    <message>
        <source>of type {name}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>类型为 {name}</translation>
    </message>
    <message>
        <source>text, or a list of numbers or texts</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>文本，或数字或文本的列表</translation>
    </message>
    <message>
        <source>the array {value}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>数组 {value}</translation>
    </message>
    <message>
        <source>the layer {value}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>图层 {value}</translation>
    </message>
    <message>
        <source>the list {value}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>列表 {value}</translation>
    </message>
    <message>
        <source>the name of one field, as text</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>一个字段的名称，以文本表示</translation>
    </message>
    <message>
        <source>the path of a file, TEMPORARY_OUTPUT or another destination, as text</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>文件的路径、TEMPORARY_OUTPUT 或其他目标，以文本表示</translation>
    </message>
    <message>
        <source>the truth value {value}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>逻辑值 {value}</translation>
    </message>
    <message>
        <source>true or false</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>{shown} is not a date and time. Write it as 2026-01-31T22:00:00</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>{shown} 不是日期和时间。请写成 2026-01-31T22:00:00</translation>
    </message>
    <message>
        <source>{shown} is not a time of day. Write it as 22:00 or 22:00:00; midnight is 00:00</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>{shown} 不是一天中的时刻。请写成 22:00 或 22:00:00；午夜为 00:00</translation>
    </message>
    <message>
        <source>{what}; it must be a layer, or a list of layers or paths</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation type="vanished">{what}；必须是图层，或图层或路径的列表</translation>
    </message>
    <message>
        <source> Did you mean {similar}?</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>您是指 {similar} 吗？</translation>
    </message>
    <message>
        <source> has no value: the expression {text} cannot be evaluated{why}</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>没有值：表达式 {text} 无法求值{why}</translation>
    </message>
    <message>
        <source> is null {source}; it must have a value</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>{source}为空；必须有值</translation>
    </message>
    <message>
        <source> is the field {field}, but it has one value for the whole run. Give a value</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>是字段 {field}，但整个运行只有一个值。请给出数值</translation>
    </message>
    <message>
        <source>, such as {usual}</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>，例如 {usual}</translation>
    </message>
    <message>
        <source>. The value comes {source}</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>。该值来自 {source}</translation>
    </message>
    <message>
        <source>Unknown parameter {name} is ignored.{hint}</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>未知参数 {name} 被忽略。{hint}</translation>
    </message>
    <message>
        <source>be the path of a file, or TEMPORARY_OUTPUT</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>是文件的路径，或 TEMPORARY_OUTPUT</translation>
    </message>
    <message>
        <source>from the expression {text}</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>表达式 {text}</translation>
    </message>
    <message>
        <source>is left empty: it is null {source}.</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>留空：{source}为空。</translation>
    </message>
    <message>
        <source>Drones keep at least {clearance:g} m from no-fly zones (CLEARANCE), which is more than NO_FLY_BUFFER ({buffer:g} m).</source>
        <extracomment>engine/airspace/airspace.py</extracomment>
        <translation>无人机与禁飞区至少保持 {clearance:g} m（CLEARANCE），大于 NO_FLY_BUFFER（{buffer:g} m）。</translation>
    </message>
    <message>
        <source>{sites} nearer to a no-fly zone than that. Within {site_room:g} m of {them}, drones keep only NO_FLY_BUFFER.</source>
        <extracomment>engine/airspace/airspace.py</extracomment>
        <translation type="vanished">{sites}距禁飞区比这更近。在其 {site_room:g} m 之内，无人机只保持 NO_FLY_BUFFER。</translation>
    </message>
    <message>
        <source>No fix can be used, so nothing can be scored. prepare_tracks says why, fix by fix.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>没有可用的定位点，因此无法评分。prepare_tracks 会说明每个定位点的原因。</translation>
    </message>
    <message>
        <source>The column {field} of places holds negative demand. Use numbers of 0 or more.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>places 的列 {field} 含有负的需求。请使用 0 或更大的数字。</translation>
    </message>
    <message>
        <source>demand_field is {field}, which is no column of places.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>demand_field 为 {field}，places 没有该列。</translation>
    </message>
    <message>
        <source>demand_weights has {weights} numbers for {layers} tables of demand.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>demand_weights 有 {weights} 个数值，而需求表有 {layers} 个。</translation>
    </message>
    <message>
        <source>grid_type is {kind}; it must be square or hexagon.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>grid_type 为 {kind}；必须是 square 或 hexagon。</translation>
    </message>
    <message>
        <source>places has no feature with a usable geometry.</source>
        <extracomment>engine/chain/gaps.py</extracomment>
        <translation>places 没有几何可用的要素。</translation>
    </message>
    <message>
        <source>Set the CRS in which they were measured with GeoDataFrame.set_crs(..., allow_override=True).</source>
        <extracomment>engine/chain/metric.py</extracomment>
        <translation>请用 GeoDataFrame.set_crs(..., allow_override=True) 设置测量它们时的 CRS。</translation>
    </message>
    <message>
        <source>{what} has no CRS, so metres cannot be measured in it. Set it with GeoDataFrame.set_crs.</source>
        <extracomment>engine/chain/metric.py</extracomment>
        <translation>{what} 没有 CRS，因此无法以米量测。请用 GeoDataFrame.set_crs 设置。</translation>
    </message>
    <message>
        <source>{what} has no position.</source>
        <extracomment>engine/chain/metric.py</extracomment>
        <translation>{what} 没有位置。</translation>
    </message>
    <message>
        <source>{what} has no {wanted}; it must have {wanted}.</source>
        <extracomment>engine/chain/metric.py</extracomment>
        <translation>{what} 没有 {wanted}；必须有 {wanted}。</translation>
    </message>
    <message>
        <source>The column {name} holds {only}. Give the column with the date as date_field and the one with the time of day as time_field, or a column that holds both.</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>列 {name} 含有的是{only}。请把含日期的列作为 date_field、含时刻的列作为 time_field 给出，或给出两者皆有的列。</translation>
    </message>
    <message>
        <source>no column of timestamps</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>没有时间戳列</translation>
    </message>
    <message>
        <source>several columns of timestamps: {str}</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>多个时间戳列：{str}</translation>
    </message>
    <message>
        <source>time_field is None, and the table of fixes has {which}. Name the column of the time of each fix.</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>time_field 为 None，而定位点表有{which}。请指定存放每个定位点时间的列。</translation>
    </message>
    <message>
        <source>{name} ({hour}) is not a time of day. Write it as 22:00 or 22:00:00.</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>{name}（{hour}）不是一天中的时刻。请写成 22:00 或 22:00:00。</translation>
    </message>
    <message>
        <source>{name} ({when}) is not a date and time. Write it as 2026-01-31T22:00:00.</source>
        <extracomment>engine/chain/moments.py</extracomment>
        <translation>{name}（{when}）不是日期和时间。请写成 2026-01-31T22:00:00。</translation>
    </message>
    <message>
        <source>No launch site has a drone.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>没有起降点有无人机。</translation>
    </message>
    <message>
        <source>Some zones of no_fly cannot be read: they are no polygons, have no area, or lie outside the valid area of the CRS. Repair or drop them, because a plan must not ignore a zone.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>no_fly 的某些区无法读取：不是多边形、没有面积，或超出 CRS 的有效范围。请修复或去除，因为方案不能忽略任何禁飞区。</translation>
    </message>
    <message>
        <source>The column {field} of {what} holds negative numbers. Use 0 or more.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>{what} 的列 {field} 含有负数。请使用 0 或更大的值。</translation>
    </message>
    <message>
        <source>blind_spots has no feature with a usable geometry: there is nothing to plan for.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>blind_spots 没有几何可用的要素：没有可规划的内容。</translation>
    </message>
    <message>
        <source>drones_field is {field}, which is no column of launch_sites.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>drones_field 为 {field}，launch_sites 没有该列。</translation>
    </message>
    <message>
        <source>objective must be one of {objectives}, not {objective}.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>objective 必须是 {objectives} 之一，而不是 {objective}。</translation>
    </message>
    <message>
        <source>scored has no column priority. Give the result of score_gaps.</source>
        <extracomment>engine/chain/routes.py</extracomment>
        <translation>scored 没有列 priority。请给出 score_gaps 的结果。</translation>
    </message>
    <message>
        <source>names has no column called name. Say with name_field which column holds the names.</source>
        <extracomment>engine/chain/spots.py</extracomment>
        <translation>names 没有名为 name 的列。请用 name_field 指定存放名称的列。</translation>
    </message>
    <message>
        <source>{parameter} is {given}, which is no column of {what}.</source>
        <extracomment>engine/chain/spots.py</extracomment>
        <translation>{parameter} 为 {given}，{what} 没有该列。</translation>
    </message>
    <message>
        <source>The table of fixes has no column {column}. It has: {str}.</source>
        <extracomment>engine/chain/tracks.py</extracomment>
        <translation>定位点表没有列 {column}。现有列：{str}。</translation>
    </message>
    <message>
        <source>The table of fixes has no rows.</source>
        <extracomment>engine/chain/tracks.py</extracomment>
        <translation>定位点表没有行。</translation>
    </message>
    <message>
        <source>fixes has no points. It must have points, or be the tracks of prepare_tracks.</source>
        <extracomment>engine/chain/tracks.py</extracomment>
        <translation>fixes 没有点。必须有点，或为 prepare_tracks 的轨迹。</translation>
    </message>
    <message>
        <source>max_pause ({max_pause:g} min) is shorter than max_outage ({max_outage:g} min). Make it at least as long.</source>
        <extracomment>engine/chain/tracks.py</extracomment>
        <translation>max_pause（{max_pause:g} min）短于 max_outage（{max_outage:g} min）。请使其不短于后者。</translation>
    </message>
    <message>
        <source>it enters a no-fly zone, {length:.0f} m through it.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它进入禁飞区，穿过 {length:.0f} m。</translation>
    </message>
    <message>
        <source>it flies {above:.1f} m above the ground; the maximum is {max_agl:g} m.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它的离地高度为 {above:.1f} m；最大值为 {max_agl:g} m。</translation>
    </message>
    <message>
        <source>it flies {above:.1f} m above the ground; the minimum is {min_agl:g} m.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它的离地高度为 {above:.1f} m；最小值为 {min_agl:g} m。</translation>
    </message>
    <message>
        <source>it flies {distance:.1f} m from a no-fly zone; the minimum is {least:g} m.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它距禁飞区 {distance:.1f} m；最小值为 {least:g} m。</translation>
    </message>
    <message>
        <source>it is {away:.0f} m from its launch site; the maximum is {max_range:.0f} m.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它距其起降点 {away:.0f} m；最大值为 {max_range:.0f} m。</translation>
    </message>
    <message>
        <source>its height above the ground is {off:.1f} m off; the maximum is </source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation type="vanished">它的离地高度偏差 {off:.1f} m；最大值为 </translation>
    </message>
    <message>
        <source>the height of the ground isn&apos;t known.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>地面高程未知。</translation>
    </message>
    <message>
        <source>energy_wh is {stated:.1f} Wh, but the flight takes {used:.1f} Wh.</source>
        <extracomment>engine/check/battery.py</extracomment>
        <translation>energy_wh 为 {stated:.1f} Wh，但飞行消耗 {used:.1f} Wh。</translation>
    </message>
    <message>
        <source>left_pct is {left_pct:.1f} %, but {left:.1f} % is left.</source>
        <extracomment>engine/check/battery.py</extracomment>
        <translation>left_pct 为 {left_pct:.1f} %，但剩余 {left:.1f} %。</translation>
    </message>
    <message>
        <source>{left:.1f} % of the battery is left after landing, less than the reserve of </source>
        <extracomment>engine/check/battery.py</extracomment>
        <translation type="vanished">降落后剩余电量 {left:.1f} %，少于备用电量 </translation>
    </message>
    <message>
        <source>SPOTS has {spots} rows for {id} spots.</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>SPOTS 为 {id} 个盲区有 {spots} 行。</translation>
    </message>
    <message>
        <source>SPOTS: {name} of spot {id} is {stated}; it should be {actual}.</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>SPOTS：盲区 {id} 的 {name} 为 {stated}；应为 {actual}。</translation>
    </message>
    <message>
        <source>The routes&apos; priorities add up to</source>
        <extracomment>engine/check/closed.py, engine/check/priorities.py</extracomment>
        <translation>各航线的优先度合计为</translation>
    </message>
    <message>
        <source>What is closed in SPOTS adds up to</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>SPOTS 中补上的优先度合计为</translation>
    </message>
    <message>
        <source>its priority is {stated:.4g}, but it closes {least:.4g} to {alone:.4g}.</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>其优先度为 {stated:.4g}，但它补上 {least:.4g} 至 {alone:.4g}。</translation>
    </message>
    <message>
        <source>altitude_m is {stated:g}, but its waypoints are at {actual:g}.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation>altitude_m 为 {stated:g}，但其航点的高度为 {actual:g}。</translation>
    </message>
    <message>
        <source>it takes off at {begins:.3f} s, before {first_from:.3f} s.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation>它在 {begins:.3f} s 起飞，早于 {first_from:.3f} s。</translation>
    </message>
    <message>
        <source>the plan&apos;s first sortie takes off at {begins:.3f} s, not at {begins2:.3f} s.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation type="vanished">方案的第一个架次在 {begins:.3f} s 起飞，而不是 {begins2:.3f} s。</translation>
    </message>
    <message>
        <source>z_ref is {z_ref}, but its Z is measured from {z_ref2}.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation type="vanished">z_ref 为 {z_ref}，但其 Z 的起算面为 {z_ref2}。</translation>
    </message>
    <message>
        <source>can&apos;t be flown.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation type="vanished">无法飞行。</translation>
    </message>
    <message>
        <source>it flies from {name}, but its drone&apos;s site is {home}.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>它从 {name} 起飞，但该无人机的起降点是 {home}。</translation>
    </message>
    <message>
        <source>it {what} {away:.1f} m from launch site {name}.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>它{what}距起降点 {name} {away:.1f} m。</translation>
    </message>
    <message>
        <source>it {what} {off_ground:.1f} m above or below the ground.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>它{what}距地面 {off_ground:.1f} m。</translation>
    </message>
    <message>
        <source>its leg takes {taken:.2f} s; at the speeds of the aircraft, in this wind, it </source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation type="vanished">其航段用时 {taken:.2f} s；以该无人机的速度，在此风中，</translation>
    </message>
    <message>
        <source>its times don&apos;t increase: {line:.3f} s comes after {line2:.3f} s.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation type="vanished">其时间没有递增：{line2:.3f} s 之后是 {line:.3f} s。</translation>
    </message>
    <message>
        <source>needs {needed:.2f} s.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation type="vanished">需要 {needed:.2f} s。</translation>
    </message>
    <message>
        <source>{name} is no launch site.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>{name} 不是起降点。</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}, waypoint {seq}: spot_name is {spot_name}; it should be </source>
        <extracomment>engine/check/names.py</extracomment>
        <translation type="vanished">{drone} 号无人机，第 {sortie} 架次，航点 {seq}：spot_name 为 {spot_name}；应为 </translation>
    </message>
    <message>
        <source>UNSERVED: spot_name of spot {spot_id} is {spot_name}; it should be </source>
        <extracomment>engine/check/names.py</extracomment>
        <translation type="vanished">UNSERVED：盲区 {spot_id} 的 spot_name 为 {spot_name}；应为 </translation>
    </message>
    <message>
        <source>spots is {spots}; it should be {lists}.</source>
        <extracomment>engine/check/names.py</extracomment>
        <translation>spots 为 {spots}；应为 {lists}。</translation>
    </message>
    <message>
        <source>{field} has no value.</source>
        <extracomment>engine/check/nulls.py</extracomment>
        <translation>{field} 没有值。</translation>
    </message>
    <message>
        <source>{name} has a row {with_} a value of {field}.</source>
        <extracomment>engine/check/nulls.py</extracomment>
        <translation type="vanished">{name} 有一行{with_} {field} 的值。</translation>
    </message>
    <message>
        <source>Spot {id} is served in {pieces} pieces with a priority of {claims:.4g}, </source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation type="vanished">盲区 {id} 分 {pieces} 块服务，优先度为 {claims:.4g}，</translation>
    </message>
    <message>
        <source>TOTAL_PRIORITY is {total_priority:.6g}, but all spots have {total:.6g}.</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>TOTAL_PRIORITY 为 {total_priority:.6g}，但全部盲区为 {total:.6g}。</translation>
    </message>
    <message>
        <source>its priority is {priority:.4g}, but what it serves has a priority of </source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation type="vanished">其优先度为 {priority:.4g}，但它所服务的优先度为 </translation>
    </message>
    <message>
        <source>which isn&apos;t that of {pieces} equal pieces of {worth:.4g}.</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation type="vanished">而 {pieces} 个相等的块应为 {worth:.4g}。</translation>
    </message>
    <message>
        <source>{what} {value:.6g}, but {name} {limit:.6g}.</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>{what} {value:.6g}，但 {name} {limit:.6g}。</translation>
    </message>
    <message>
        <source>ground is {swap_time:.0f} s.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">为 {swap_time:.0f} s。</translation>
    </message>
    <message>
        <source>it comes within {distance:.1f} m of drone {drone}, sortie {sortie}, {one:.1f} m apart in height; the minimum is {separation:g} m.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation>它与 {drone} 号无人机第 {sortie} 架次相距 {distance:.1f} m，高度相差 {one:.1f} m；最小值为 {separation:g} m。</translation>
    </message>
    <message>
        <source>it takes off {when} the drone lands from sortie {sortie}; the minimum on the </source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">它在该无人机第 {sortie} 架次降落{when}起飞；地面最短时间</translation>
    </message>
    <message>
        <source>it {what} {pause:.0f} s after drone {drone}, sortie {sortie} </source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">它在 {drone} 号无人机第 {sortie} 架次之后 {pause:.0f} s {what}；</translation>
    </message>
    <message>
        <source>the minimum at one launch site is {pad_time:.0f} s.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">同一起降点的最小值为 {pad_time:.0f} s。</translation>
    </message>
    <message>
        <source>{pause:.0f} s after</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">之后 {pause:.0f} s</translation>
    </message>
    <message>
        <source>{pause:.0f} s before</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation type="vanished">之前 {pause:.0f} s</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}, waypoint {seq}: spot_id is </source>
        <extracomment>engine/check/service.py</extracomment>
        <translation type="vanished">{drone} 号无人机，第 {sortie} 架次，航点 {seq}：spot_id 为 </translation>
    </message>
    <message>
        <source>Several spots have the same spot_id, so it is unknown which of them is served.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>多个盲区的 spot_id 相同，因此无法得知服务的是哪一个。</translation>
    </message>
    <message>
        <source>it hovers {stay:.0f} s over spot {id}; the minimum is </source>
        <extracomment>engine/check/service.py</extracomment>
        <translation type="vanished">它在盲区 {id} 上方悬停 {stay:.0f} s；最小值为 </translation>
    </message>
    <message>
        <source>it lies in a no-fly zone.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>它位于禁飞区内。</translation>
    </message>
    <message>
        <source>it serves a spot that isn&apos;t among the blind spots.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>它服务的盲区不在盲区之列。</translation>
    </message>
    <message>
        <source>it serves the same part of spot {name} as another stop does.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>它与另一个停留点服务盲区 {name} 的同一部分。</translation>
    </message>
    <message>
        <source>it serves the same part of spot {name} twice.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>它两次服务盲区 {name} 的同一部分。</translation>
    </message>
    <message>
        <source>spot {id} can&apos;t be served by this action ({action}).</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>盲区 {id} 不能以该动作（{action}）服务。</translation>
    </message>
    <message>
        <source>spot {id}: {message}</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>盲区 {id}：{message}</translation>
    </message>
    <message>
        <source>the plan counts only {claim:.1f} % of it as served, but {done:.1f} % is.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>方案只把其中 {claim:.1f} % 计为已服务，但实际为 {done:.1f} %。</translation>
    </message>
    <message>
        <source>the plan counts {claim:.1f} % of it as served, but only {seen:.1f} % is.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>方案把其中 {claim:.1f} % 计为已服务，但实际只有 {seen:.1f} %。</translation>
    </message>
    <message>
        <source>{spot_id}, but {names} is served.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation type="vanished">{spot_id}，但服务的是 {names}。</translation>
    </message>
    <message>
        <source>UNSERVED: spot {name} {wrong}.</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>UNSERVED：盲区 {name} {wrong}。</translation>
    </message>
    <message>
        <source>has an unknown reason ({reason})</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>的原因未知（{reason}）</translation>
    </message>
    <message>
        <source>has an unserved priority of {priority:.4g}, but its priority is {most:.4g}</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>的未到访优先度为 {priority:.4g}，但其优先度为 {most:.4g}</translation>
    </message>
    <message>
        <source>has the reason &apos;{reason}&apos;, but its priority is {most:.4g}</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>的原因为“{reason}”，但其优先度为 {most:.4g}</translation>
    </message>
    <message>
        <source>has two rows with the same reason ({reason})</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>有两行原因相同（{reason}）</translation>
    </message>
    <message>
        <source>has {least:.4g} to {greatest:.4g} of its priority in no-fly zones, not {priority:.4g}</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>在禁飞区内的优先度为 {least:.4g} 至 {greatest:.4g}，而不是 {priority:.4g}</translation>
    </message>
    <message>
        <source>is {distance:.2f} m away from the place given</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>距给出的位置 {distance:.2f} m</translation>
    </message>
    <message>
        <source>isn&apos;t among the blind spots</source>
        <extracomment>engine/check/unserved.py</extracomment>
        <translation>不在盲区之列</translation>
    </message>
    <message>
        <source>, waypoint {seq}</source>
        <extracomment>engine/check/violation.py</extracomment>
        <translation>，航点 {seq}</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}{waypoint}: {message}</source>
        <extracomment>engine/check/violation.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次{waypoint}：{message}</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie} has waypoints, but no route.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>{drone} 号无人机第 {sortie} 架次有航点，但没有航线。</translation>
    </message>
    <message>
        <source>ROUTES has this sortie twice.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>ROUTES 中该架次出现两次。</translation>
    </message>
    <message>
        <source>it has a single waypoint.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>它只有一个航点。</translation>
    </message>
    <message>
        <source>it has no waypoints.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>它没有航点。</translation>
    </message>
    <message>
        <source>its waypoints aren&apos;t in the order of their times.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>其航点没有按时间排序。</translation>
    </message>
    <message>
        <source>its waypoints aren&apos;t the vertices of its route.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>其航点不是其航线的顶点。</translation>
    </message>
    <message>
        <source>seq doesn&apos;t count from 1 to {own}.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation type="vanished">seq 没有从 1 数到 {own}。</translation>
    </message>
    <message>
        <source>All coordinates of {what} lie within 360 of (0, 0), but its CRS, {crs}, is in metres. They are probably degrees. {advice}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>{what} 的全部坐标都在 (0, 0) 的 360 之内，但其 CRS {crs} 以米为单位。它们可能是度。{advice}</translation>
    </message>
    <message>
        <source>Convert them to degrees first, for instance with the field calculator.</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>请先将其转换为度，例如用字段计算器。</translation>
    </message>
    <message>
        <source>The coordinates of {what} are not longitudes and latitudes ({bounds}), but would be if x and y were exchanged. Exchange the fields of x and y where the layer is made.</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>{what} 的坐标不是经度和纬度（{bounds}），但若 x 与 y 互换则是。请在生成该图层之处交换 x 和 y 字段。</translation>
    </message>
    <message>
        <source>The coordinates of {what} cannot be degrees ({bounds}), but its CRS, {crs}, is in degrees. They are probably metres of a projected CRS. {advice}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>{what} 的坐标不可能是度（{bounds}），但其 CRS {crs} 以度为单位。它们可能是投影 CRS 的米。{advice}</translation>
    </message>
    <message>
        <source>The coordinates of {what} cannot be degrees ({bounds}). They are probably degrees and minutes, as receivers write them (dddmm.mmmm in NMEA 0183). {degrees_first}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>{what} 的坐标不可能是度（{bounds}）。它们可能是接收机写出的度和分（NMEA 0183 中的 dddmm.mmmm）。{degrees_first}</translation>
    </message>
    <message>
        <source>The coordinates of {what} cannot be degrees ({bounds}). They are probably degrees times 10,000,000. {degrees_first}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>{what} 的坐标不可能是度（{bounds}）。它们可能是度乘以 10,000,000。{degrees_first}</translation>
    </message>
    <message>
        <source>x from {x:g} to {x2:g}, y from {y:g} to {y2:g}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation type="vanished">x 从 {x:g} 到 {x2:g}，y 从 {y:g} 到 {y2:g}</translation>
    </message>
    <message>
        <source> of the unit{s} {units}</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation type="vanished">（单元 {units}）</translation>
    </message>
    <message>
        <source>Lengths are true within {worst:.2g} % wherever there are {what}.</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>凡有{what}之处，长度误差不超过 {worst:.2g} %。</translation>
    </message>
    <message>
        <source>Lengths are wrong by more than 1 % at {wrong:,} of {total:,} {what}{named}: {places}. The data lie too far apart for one projection; distances, speeds and ranges there are wrong by as much. Run each area by itself.</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>{total:,} 个{what}中有 {wrong:,} 个{named}处的长度误差超过 1 %：{places}。数据相距太远，无法用一个投影；那里的距离、速度和探测距离有同样大的误差。请将各区域分别运行。</translation>
    </message>
    <message>
        <source>more than {most_shown:.0f} times too long</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>偏长 {most_shown:.0f} 倍以上</translation>
    </message>
    <message>
        <source>up to {error:.0f} % too {long}</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation type="vanished">最多偏{long} {error:.0f} %</translation>
    </message>
    <message>
        <source>{percent} around latitude {lat:.1f}, longitude {lon:.1f}</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>{percent}（纬度 {lat:.1f}、经度 {lon:.1f} 附近）</translation>
    </message>
    <message>
        <source>A drone with an airspeed of {speed:g} m/s can&apos;t return against a wind of {speed2:g} m/s: raise SPEED or wait for less wind.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation type="vanished">空速 {speed:g} m/s 的无人机无法逆 {speed2:g} m/s 的风返航：请提高 SPEED，或等风减弱。</translation>
    </message>
    <message>
        <source>ALTITUDE and WIND_SPEED can&apos;t be negative.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>ALTITUDE 和 WIND_SPEED 不能为负。</translation>
    </message>
    <message>
        <source>RESERVE must be at least 0 and below 100 %; it is {reserve:g} %.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>RESERVE 必须至少为 0 且小于 100 %；现为 {reserve:g} %。</translation>
    </message>
    <message>
        <source>TERRAIN_TOLERANCE must be above 0; it is {tolerance:g} m.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>TERRAIN_TOLERANCE 必须大于 0；现为 {tolerance:g} m。</translation>
    </message>
    <message>
        <source>{name} must be above 0, or empty; it is {value:g}.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>{name} 必须大于 0，或为空；现为 {value:g}。</translation>
    </message>
    <message>
        <source>{name} must be above 0; it is {value:g}.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>{name} 必须大于 0；现为 {value:g}。</translation>
    </message>
    <message>
        <source>beyond MAX_RANGE</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>超出 MAX_RANGE</translation>
    </message>
    <message>
        <source>inside a no-fly zone</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>在禁飞区内</translation>
    </message>
    <message>
        <source>larger than all batteries together</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>大于全部电池之和</translation>
    </message>
    <message>
        <source>larger than one battery</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>大于一块电池</translation>
    </message>
    <message>
        <source>left out, because a plan with it failed its check</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>略去，因为包含它的方案未通过检查</translation>
    </message>
    <message>
        <source>no battery left for it</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>没有剩余电池</translation>
    </message>
    <message>
        <source>no priority</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>没有优先度</translation>
    </message>
    <message>
        <source>no way around the no-fly zones on one battery</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>一块电池无法绕过禁飞区</translation>
    </message>
    <message>
        <source>other visits close more</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>其他到访补上更多</translation>
    </message>
    <message>
        <source>out of reach of every launch site on one battery</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>一块电池从任何起降点都到不了</translation>
    </message>
    <message>
        <source>A SAMPLE_SPACING of {spacing:g} m puts about {n:,} sample points into the grid, more than {max_samples:,}. Use at least {fits:g} m, or a smaller AREA.</source>
        <extracomment>engine/effort/effort.py</extracomment>
        <translation type="vanished">SAMPLE_SPACING 为 {spacing:g} m 时，网格中约有 {n:,} 个采样点，超过 {max_samples:,}。请至少使用 {fits:g} m，或缩小 AREA。</translation>
    </message>
    <message>
        <source>Flight {number} goes back in time or has no times. Times must rise along each route.</source>
        <extracomment>engine/gain/drone_tracks.py</extracomment>
        <translation>第 {number} 次飞行的时间倒退或没有时间。每条航线上的时间必须递增。</translation>
    </message>
    <message>
        <source>ROUTES mixes {dated} routes with dates (M in epoch seconds) and {lines} without (M in seconds from 0). Give routes of one plan, or plan them all with a START.</source>
        <extracomment>engine/gain/drone_tracks.py</extracomment>
        <translation>ROUTES 混有 {dated} 条有日期的航线（M 为纪元秒）和 {lines} 条没有日期的航线（M 从 0 起算秒数）。请给出同一个方案的航线，或规划时都给出 START。</translation>
    </message>
    <message>
        <source>There is no flight in ROUTES. Give the routes of a plan that has some.</source>
        <extracomment>engine/gain/drone_tracks.py</extracomment>
        <translation>ROUTES 中没有飞行。请给出含有飞行的方案的航线。</translation>
    </message>
    <message>
        <source>ENTROPY is {entropy:g}; it is a share, from 0 (no lower bound) to 1 (all plans equally likely).</source>
        <extracomment>engine/gain/mixture.py</extracomment>
        <translation>ENTROPY 为 {entropy:g}；它是占比，从 0（没有下界）到 1（所有方案的可能性相同）。</translation>
    </message>
    <message>
        <source>The mixture of plans could not be found ({message}). Please report this.</source>
        <extracomment>engine/gain/mixture.py</extracomment>
        <translation>找不到方案组合（{message}）。请报告此问题。</translation>
    </message>
    <message>
        <source>There is no plan to draw from.</source>
        <extracomment>engine/gain/mixture.py</extracomment>
        <translation>没有可抽取的方案。</translation>
    </message>
    <message>
        <source>nothing to visit</source>
        <extracomment>engine/gain/night.py</extracomment>
        <translation>没有可到访的目标</translation>
    </message>
    <message>
        <source>, a gain of {gain} for each drone-minute</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>，无人机每飞行一分钟的改善量为 {gain}</translation>
    </message>
    <message>
        <source>Before: {periods}. After: {periods2}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">之前：{periods}。之后：{periods2}。</translation>
    </message>
    <message>
        <source>Flown every {night}</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">每{night}飞行</translation>
    </message>
    <message>
        <source>Flown once, as dated</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>按原定日期飞行一次时</translation>
    </message>
    <message>
        <source>In the later period the priority is {share} {verb}: {after} instead of {before}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">在之后时期，优先度{verb} {share}：由 {before} 变为 {after}。</translation>
    </message>
    <message>
        <source>One pass does not close the gap of a place: it notices only what began in the {revisit} before it (REVISIT), of a watch of {watch_s} a {night}. Half of the {passed:,} places that drones pass keep a gap of {left:.2f} or more.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">一次经过并不能补上一个地点的漏巡：在每{night} {watch_s} 的值守时段中，它只能发现此前 {revisit}（REVISIT）之内开始的情况。无人机经过的 {passed:,} 个地点中，有一半的漏巡概率仍不低于 {left:.2f}。</translation>
    </message>
    <message>
        <source>Priority falls from {before} to {after}, by {gain}, with {minutes:,.0f} minutes in the air a {night}. {means}</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>优先度从 {before} 降到 {after}，下降 {gain}，每{night}空中飞行 {minutes:,.0f} 分钟。{means}</translation>
    </message>
    <message>
        <source>The mean gap is {mean_gap:.3f} before and {mean_gap2:.3f} after.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">平均漏巡概率之前为 {mean_gap:.3f}，之后为 {mean_gap2:.3f}。</translation>
    </message>
    <message>
        <source>The priority is the same in both periods: {before}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>两个时期的优先度相同：{before}。</translation>
    </message>
    <message>
        <source>The tracks have outages. Even if the units passed every place within reach during them, the flights would still close {certain}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>轨迹中有信号中断。即使单元在此期间经过了所有可到达的地点，飞行仍能补上 {certain}。</translation>
    </message>
    <message>
        <source>{when}, {which} would close nothing of the priority.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">{when}，{which}补不上任何优先度。</translation>
    </message>
    <message>
        <source>{when}, {which} would close {share} of the priority{per_minute}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation type="vanished">{when}，{which}能补上优先度的 {share}{per_minute}。</translation>
    </message>
    <message>
        <source>A row runs from {first_hour:02d}:00 to {first_hour:02d}:00 of the next day, which begins at the black line.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>每行从 {first_hour:02d}:00 到次日 {first_hour:02d}:00，黑线处为次日开始。</translation>
    </message>
    <message>
        <source>All {listed:,} places</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">全部 {listed:,} 个地点</translation>
    </message>
    <message>
        <source>Averaged over the {over}, {name} is the darkest ({text}) and {name2} the best watched ({text2}).</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">按{over}平均，{name}最差（{text}），{name2}看守得最好（{text2}）。</translation>
    </message>
    <message>
        <source>Best watched: {hour}</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>最好：{hour}</translation>
    </message>
    <message>
        <source>Each number rests on {least} hours of starting moments.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">每个数值依据 {least} 小时的起始时刻。</translation>
    </message>
    <message>
        <source>Every hour of the watch has the same gap, {text}: none is darker than the others.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">值守时段各钟点的漏巡概率相同，为 {text}：没有哪个更差。</translation>
    </message>
    <message>
        <source>The hours differ little: every gap lies between {text} and {text2}. The colours cover only this range.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">各钟点差别很小：漏巡概率都在 {text} 与 {text2} 之间。颜色只覆盖该范围。</translation>
    </message>
    <message>
        <source>gap {gap:.4f} over {hours:.3g} h of starting moments</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>漏巡概率 {gap:.4f}，依据 {hours:.3g} h 的起始时刻</translation>
    </message>
    <message>
        <source>no moment of the watch begins then</source>
        <extracomment>engine/pages/profile_page.py, resources/templates/report.html.j2</extracomment>
        <translation>此时没有值守时段的时刻</translation>
    </message>
    <message>
        <source>{hour_span}, gap {text} with {spent} unit-hours{others}.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">{hour_span}，漏巡概率 {text}，{spent} 单元小时{others}。</translation>
    </message>
    <message>
        <source>{hour_span}: not in the period that is scored</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>{hour_span}：不在评分的分析期内</translation>
    </message>
    <message>
        <source>{listed:,} of {of:,} places</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation type="vanished">{of:,} 个地点中的 {listed:,} 个</translation>
    </message>
    <message>
        <source>A CELL_SIZE of {size:g} m makes about {cells:,.0f} cells, more than {max_cells:,}. Use {ceil:g} m or more, or a smaller AREA or GRID_REACH.</source>
        <extracomment>engine/places/grid.py</extracomment>
        <translation type="vanished">CELL_SIZE 为 {size:g} m 时约有 {cells:,.0f} 个单元格，超过 {max_cells:,}。请使用 {ceil:g} m 或更大，或缩小 AREA 或 GRID_REACH。</translation>
    </message>
    <message>
        <source>No cell of {size:g} m has its centre inside AREA. Use a smaller CELL_SIZE or a larger AREA.</source>
        <extracomment>engine/places/grid.py</extracomment>
        <translation>没有 {size:g} m 的单元格的中心在 AREA 内。请使用更小的 CELL_SIZE 或更大的 AREA。</translation>
    </message>
    <message>
        <source>A SAMPLE_SPACING of {spacing:g} m puts about {expected:,.0f} sample points into PLACES, more than {max_samples:,}. Use at least {ceil:g} m, or fewer and smaller places.</source>
        <extracomment>engine/places/places.py</extracomment>
        <translation type="vanished">SAMPLE_SPACING 为 {spacing:g} m 时，PLACES 中约有 {expected:,.0f} 个采样点，超过 {max_samples:,}。请至少使用 {ceil:g} m，或使用更少、更小的地点。</translation>
    </message>
    <message>
        <source>{layer}: {twin:,} of {features} lie within {twin_distance:g} m of another one{such_as}. Each of them counts, so the demand around them is a multiple of what one gives. If they are the same thing mapped twice, as entrances in OpenStreetMap often are, delete all but one of each.</source>
        <extracomment>engine/places/twins.py</extracomment>
        <translation>{layer}：{features}中有 {twin:,} 个距另一个不超过 {twin_distance:g} m{such_as}。每一个都计入，因此其周围的需求是单个的数倍。若它们是同一事物绘制了两次（OpenStreetMap 中的出入口常有此情况），请各只保留一个。</translation>
    </message>
    <message>
        <source>{layer}: {twin:,} of {places} lie within {twin_distance:g} m of another one{such_as}. Each of them is scored and counts in the totals. Points so close to each other become one blind spot; if they are the same place mapped twice, delete all but one of each to count it once.</source>
        <extracomment>engine/places/twins.py</extracomment>
        <translation>{layer}：{places}中有 {twin:,} 个距另一个不超过 {twin_distance:g} m{such_as}。每一个都评分并计入总数。彼此如此接近的点会成为一个盲区；若它们是同一地点绘制了两次，请各只保留一个，使其只计一次。</translation>
    </message>
    <message>
        <source>{twin:,} of {features} of {layer} lie within {twin_distance:g} m of a feature of {layers}{such_as}. Both layers add to the demand there. If they are the same things, delete them from one of the layers, or give that layer a lower weight.</source>
        <extracomment>engine/places/twins.py</extracomment>
        <translation>{layer} 的 {features}中有 {twin:,} 个距 {layers} 的要素不超过 {twin_distance:g} m{such_as}。两个图层都在那里增加需求。若它们是同一事物，请从其中一个图层删除，或降低该图层的权重。</translation>
    </message>
    <message>
        <source>, of which {elsewhere:.4g} at places outside the blind spots</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">，其中 {elsewhere:.4g} 在盲区以外的地点</translation>
    </message>
    <message>
        <source>- this plan, {fleet}: {priority:.4g}</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">- 本方案，{fleet}：{priority:.4g}</translation>
    </message>
    <message>
        <source>- without drone {drone}, sortie {number}, which adds least: {compared}</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>- 去掉贡献最小的 {drone} 号无人机第 {number} 架次：{compared}</translation>
    </message>
    <message>
        <source>And {more}, as listed in Routes.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>另有 {more}，见“航线”。</translation>
    </message>
    <message>
        <source>By visits of these stops in the ways considered here, no plan can close more than {upper_bound:.4g} ({bound_method})</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">以此处考虑的方式到访这些停留点，任何方案最多只能补上 {upper_bound:.4g}（{bound_method}）</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {number}: {time_of_day} from {names}, {duration:.1f} min, {length:.2f} km, {energy_wh:.1f} Wh, closes {priority:.4g}; {which}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">{drone} 号无人机，第 {number} 架次：{time_of_day} 从 {names} 起飞，{duration:.1f} min，{length:.2f} km，{energy_wh:.1f} Wh，补上 {priority:.4g}；{which}。</translation>
    </message>
    <message>
        <source>This is measured within the blind spots. Drones also pass places outside of them, which Assess a plan counts as well: it can find more. Give Scored places (SCORED) to count them here.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">这是在盲区之内计算的。无人机也会经过盲区以外的地点，“评估方案”会把它们也计入，因此可能得到更多。若要在此计入，请给出已评分的地点（SCORED）。</translation>
    </message>
    <message>
        <source>What more or fewer sorties would close, from short searches (they differ by about {noise} %, so smaller differences mean nothing):</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>架次增减时能补上多少，由短时间搜索得出（结果相差约 {noise} %，因此更小的差别没有意义）：</translation>
    </message>
    <message>
        <source>all scored places</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>全部已评分的地点</translation>
    </message>
    <message>
        <source>the spots of sortie {before}</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>第 {before} 架次的盲区</translation>
    </message>
    <message>
        <source>{drones} x {sorties} ({flown} flown)</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{drones} × {sorties}（实飞 {flown} 架次）</translation>
    </message>
    <message>
        <source>{sorties} a priority of {priority:.4g} of {whole:.4g} ({share} %) of {where}{outside}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">{sorties}{where} {whole:.4g} 中的 {priority:.4g} 优先度（{share} %）{outside}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>{visits}; with the {beside:.4g} that this plan closes in passing, UPPER_BOUND is {upper_bound:.4g}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">{visits}；连同本方案顺路补上的 {beside:.4g}，UPPER_BOUND 为 {upper_bound:.4g}。</translation>
    </message>
    <message>
        <source> in {seconds:g} s</source>
        <extracomment>algorithms/planroutes.py, engine/plan/closing_report.py</extracomment>
        <translation type="vanished">，用时 {seconds:g} s</translation>
    </message>
    <message>
        <source>the blind spots</source>
        <extracomment>algorithms/planroutes.py, algorithms/spotstability.py, engine/plan/closing_report.py</extracomment>
        <translation>盲区</translation>
    </message>
    <message>
        <source>TERRAIN has no height at launch site {names}: use a DEM that covers all launch sites.</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation>TERRAIN 在起降点 {names} 处没有高程：请使用覆盖全部起降点的 DEM。</translation>
    </message>
    <message>
        <source>TERRAIN has no height at {what} at x {place:.0f}, y {place2:.0f} (m, CRS of the plan): use a DEM that covers all of the plan, or leave these blind spots out.</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation type="vanished">TERRAIN 在{what}（x {place:.0f}，y {place2:.0f}，m，方案的 CRS）没有高程：请使用覆盖整个方案的 DEM，或去掉这些盲区。</translation>
    </message>
    <message>
        <source>places between launch site {names} and a blind spot, the first</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation>起降点 {names} 与盲区之间的地点，第一个</translation>
    </message>
    <message>
        <source>places within a blind spot, the first</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation>盲区内的地点，第一个</translation>
    </message>
    <message>
        <source>{unknown} vertices of the blind spots, the first</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation>盲区的 {unknown} 个顶点，第一个</translation>
    </message>
    <message>
        <source>First take-off from (NIGHT_FROM)</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation type="vanished">最早起飞时刻（NIGHT_FROM）</translation>
    </message>
    <message>
        <source>Last take-off until (NIGHT_TO)</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation type="vanished">最晚起飞时刻（NIGHT_TO）</translation>
    </message>
    <message>
        <source>No hour is left in which drones may take off. Flights close gaps of the watch ({watch}) from {time_of_day} to {time_of_day2}, one revisit interval after its end. {given}{value}Change these hours, or leave them empty.</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation type="vanished">没有剩余的时间可供无人机起飞。飞行从 {time_of_day} 到 {time_of_day2}（值守时段结束后一个重访间隔）补上值守时段（{watch}）的漏巡。{given}{value}请更改这些时刻，或将其留空。</translation>
    </message>
    <message>
        <source>Launch site {names} lies inside a no-fly zone (NO_FLY with NO_FLY_BUFFER): move it, lower NO_FLY_BUFFER, or leave the zone out.</source>
        <extracomment>engine/plan/plan.py</extracomment>
        <translation>起降点 {names} 位于禁飞区内（含 NO_FLY_BUFFER 的 NO_FLY）：请移动它，减小 NO_FLY_BUFFER，或去掉该区。</translation>
    </message>
    <message>
        <source>There is no launch site: LAUNCH_SITES has no point.</source>
        <extracomment>engine/plan/plan.py</extracomment>
        <translation>没有起降点：LAUNCH_SITES 没有点。</translation>
    </message>
    <message>
        <source>Sorties keep needing more energy over this ground than was estimated</source>
        <extracomment>engine/plan/plan.py, engine/plan/watch_plan.py</extracomment>
        <translation>在此地形上，架次所需的能量一再超出估计</translation>
    </message>
    <message>
        <source>places between stops, the first</source>
        <extracomment>engine/plan/plan.py, engine/plan/watch_plan.py</extracomment>
        <translation>停留点之间的地点，第一个</translation>
    </message>
    <message>
        <source>LAYERS must be at least 1; SEPARATION, LAYER_SPACING and PAD_TIME can&apos;t be negative.</source>
        <extracomment>engine/plan/schedule.py</extracomment>
        <translation>LAYERS 必须至少为 1；SEPARATION、LAYER_SPACING 和 PAD_TIME 不能为负。</translation>
    </message>
    <message>
        <source>Scored places (SCORED) has no feature with a usable geometry. Give the output of Score gaps, or leave it empty.</source>
        <extracomment>engine/plan/scored_places.py</extracomment>
        <translation type="vanished">已评分的地点（SCORED）没有几何可用的要素。请给出“计算漏巡概率”的输出，或将其留空。</translation>
    </message>
    <message>
        <source>A plan failed its own check ({why}). It was made again without {spots} ({labels}), listed as not visited (UNSERVED). Please report this with the input.</source>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation type="vanished">一个方案未通过自检（{why}）。已去掉 {spots}（{labels}，列为未到访，UNSERVED）重新制定。请连同输入一起报告此问题。</translation>
    </message>
    <message>
        <source>{are} far larger than all batteries together can cover ({labels}): only what is nearest to the launch sites was planned for. Smaller spots (MAX_AREA in Find blind spots) let the planner choose.</source>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation>{are}远大于全部电池合计所能覆盖的范围（{labels}）：只规划了距起降点最近的部分。更小的盲区（“查找盲区”的 MAX_AREA）能让规划器选择。</translation>
    </message>
    <message>
        <source>These layers make more than {max_stops:,} stops, too many for one plan. Take fewer or larger blind spots (in Find blind spots, a smaller SHARE or a larger MAX_AREA), or plan a part of the city at a time.</source>
        <extracomment>engine/plan/stops.py</extracomment>
        <translation>这些图层有 {max_stops:,} 个以上的停留点，一个方案容纳不下。请使用更少或更大的盲区（在“查找盲区”中减小 SHARE 或增大 MAX_AREA），或分片规划城市。</translation>
    </message>
    <message>
        <source>The plan failed its own check ({why}). Nothing was written. Please report this with the input.</source>
        <extracomment>engine/plan/unsound.py</extracomment>
        <translation>方案未通过自检（{why}）。没有写出任何内容。请连同输入一起报告此问题。</translation>
    </message>
    <message>
        <source>at any hour from {first} on</source>
        <extracomment>engine/plan/watch_task.py</extracomment>
        <translation>从 {first} 起的任何时刻</translation>
    </message>
    <message>
        <source>from {first} to {last}</source>
        <extracomment>engine/plan/watch_task.py</extracomment>
        <translation>从 {first} 到 {last}</translation>
    </message>
    <message>
        <source>it does not say how its inputs are opened</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它没有说明如何打开其输入</translation>
    </message>
    <message>
        <source>it does not say where its inputs are</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它没有说明其输入在哪里</translation>
    </message>
    <message>
        <source>it does not say which features were used</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它没有说明使用了哪些要素</translation>
    </message>
    <message>
        <source>it has more than {most_runs} runs one after the other</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它连续有 {most_runs} 次以上的运行</translation>
    </message>
    <message>
        <source>it has no schema</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它没有结构版本</translation>
    </message>
    <message>
        <source>it has no {key}</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它没有 {key}</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它不是有效的 JSON</translation>
    </message>
    <message>
        <source>it was written by a newer version of Blindspot ({blindspot})</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>它由更新版本的 Blindspot（{blindspot}）写入</translation>
    </message>
    <message>
        <source>its inputs are not layers</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>其输入不是图层</translation>
    </message>
    <message>
        <source>its {key} cannot be read</source>
        <extracomment>engine/provenance/record.py</extracomment>
        <translation>其 {key} 无法读取</translation>
    </message>
    <message>
        <source>At {alike:,} of {places:,} places the gap could be {how} (gap_low) if silent units were there. This does not tell the places apart, so why does not repeat it.</source>
        <extracomment>engine/score/doubts.py</extracomment>
        <translation type="vanished">若静默的单元曾在那里，{places:,} 个地点中有 {alike:,} 个的漏巡概率可能{how}（gap_low）。这并不能区分地点，因此 why 不再重复。</translation>
    </message>
    <message>
        <source>about {difference:.2f} lower than gap</source>
        <extracomment>engine/score/doubts.py</extracomment>
        <translation type="vanished">比漏巡概率低约 {difference:.2f}</translation>
    </message>
    <message>
        <source>Its gap counts</source>
        <extracomment>engine/score/gap_profiles.py</extracomment>
        <translation type="vanished">其漏巡概率视为</translation>
    </message>
    <message>
        <source>Their gaps count</source>
        <extracomment>engine/score/gap_profiles.py</extracomment>
        <translation type="vanished">它们的漏巡概率视为</translation>
    </message>
    <message>
        <source>{name}: {places} {have} a {field} that cannot be used, because it is no list of numbers of 0 or more, or not as long as the others. {their} as the same at all times of the watch.</source>
        <extracomment>engine/score/gap_profiles.py</extracomment>
        <translation type="vanished">{name}：{places}的 {field} 无法使用，因为它不是 0 或更大的数字的列表，或长度与其他的不同。{their}在值守时段各时刻相同。</translation>
    </message>
    <message>
        <source>Times and durations are exact to the second. Sorted by time, the places show the whereabouts of single persons: treat the layer as data about persons, and give it only to those who may know where each of them was.</source>
        <extracomment>engine/score/published.py</extracomment>
        <translation>时间和时长精确到秒。按时间排序后，这些地点会显示个人的行踪：请将该图层视为个人数据，只交给可以知道他们各自所在位置的人。</translation>
    </message>
    <message>
        <source>, last {last} the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">，最后一次在结束前 {last}；无人最长 {alone}</translation>
    </message>
    <message>
        <source>; also {others} at other hours; at any hour, last seen {last} the end, longest alone </source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">；其他时间另有{others}；不计时段，最后一次被看到在结束前 {last}，无人最长 </translation>
    </message>
    <message>
        <source>Never seen in the watch in {nights} {many}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{nights} {many}中，值守时段内从未被看到</translation>
    </message>
    <message>
        <source>Never seen in {nights} {many}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{nights} {many}中从未被看到</translation>
    </message>
    <message>
        <source>Seen in the watch on</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">值守时段内被看到</translation>
    </message>
    <message>
        <source>at least {whole}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">至少 {whole}</translation>
    </message>
    <message>
        <source>within {ago} of</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">结束前 {ago} 内，距</translation>
    </message>
    <message>
        <source>{never_in_watch}; {passes} at other hours ({dwell} in range), last </source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{never_in_watch}；其他时间有{passes}（在探测距离内 {dwell}），最后一次</translation>
    </message>
    <message>
        <source>{parts} within {reach:g} m</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{reach:g} m 内有 {parts}</translation>
    </message>
    <message>
        <source>{passes}, {watch_dwell} in range</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{passes}，在探测距离内 {watch_dwell}</translation>
    </message>
    <message>
        <source>{seen_on} {seen} of {nights} {many} ({passes})</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{nights} {many}中有 {seen} {many}{seen_on}（{passes}）</translation>
    </message>
    <message>
        <source>{text}; the gap could be {low:.2f} if silent units were there</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{text}；若静默的单元曾在那里，漏巡概率可能为 {low:.2f}</translation>
    </message>
    <message>
        <source>{tied:,} of {places:,} places have the same priority ({priority:.4g}), so nothing here tells them apart. Score the gaps with AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND layers (what matters).</source>
        <extracomment>engine/score/ties.py</extracomment>
        <translation type="vanished">{places:,} 个地点中有 {tied:,} 个优先度相同（{priority:.4g}），因此这里没有什么能区分它们。请用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND 图层（重要的内容）计算漏巡概率。</translation>
    </message>
    <message>
        <source>{tied:,} of {places:,} places tie</source>
        <extracomment>engine/score/ties.py</extracomment>
        <translation>{places:,} 个地点中有 {tied:,} 个并列</translation>
    </message>
    <message>
        <source>Lagrangian bound over relaxed routes</source>
        <extracomment>engine/solver/upper_bound.py</extracomment>
        <translation>松弛航线的拉格朗日界</translation>
    </message>
    <message>
        <source>all stops in reach</source>
        <extracomment>engine/solver/upper_bound.py</extracomment>
        <translation>可到达的全部停留点</translation>
    </message>
    <message>
        <source>Lagrangian bound over relaxed routes and times of visits</source>
        <extracomment>engine/solver/watch_bound.py</extracomment>
        <translation>松弛航线和到访时间的拉格朗日界</translation>
    </message>
    <message>
        <source>all that visits can close</source>
        <extracomment>engine/solver/watch_bound.py</extracomment>
        <translation>到访所能补上的全部</translation>
    </message>
    <message>
        <source>each stop by each sortie</source>
        <extracomment>engine/solver/watch_bound.py</extracomment>
        <translation>每个架次到访每个停留点</translation>
    </message>
    <message>
        <source>MAX_AREA ({given:,.0f} m2) is smaller than a cell of the grid ({cell:,.0f} m2). All parts of a cell have the same score, so cells are not split: each is a spot of its own.</source>
        <extracomment>engine/spots/area_limit.py</extracomment>
        <translation>MAX_AREA（{given:,.0f} m2）小于网格的单元格（{cell:,.0f} m2）。单元格各处的评分相同，因此不拆分：每个单元格各为一个盲区。</translation>
    </message>
    <message>
        <source>MAX_AREA is empty. Spots larger than {limit:,.0f} m2 are split: {cells} cells of {cell:,.0f} m2, because {usual_area:,.0f} m2 would be too few of them.</source>
        <extracomment>engine/spots/area_limit.py</extracomment>
        <translation>MAX_AREA 为空。大于 {limit:,.0f} m2 的盲区会拆分：{cells} 个 {cell:,.0f} m2 的单元格，因为 {usual_area:,.0f} m2 所含的太少。</translation>
    </message>
    <message>
        <source>MAX_AREA is {max_area:g} m2, but a single place covers {whole:,.0f} m2 and would be cut into more than {max_parts:,} parts. Raise MAX_AREA, or set it to 0 so that nothing is cut.</source>
        <extracomment>engine/spots/partition.py</extracomment>
        <translation type="vanished">MAX_AREA 为 {max_area:g} m2，但单个地点覆盖 {whole:,.0f} m2，会切成 {max_parts:,} 块以上。请增大 MAX_AREA，或设为 0 以不切分。</translation>
    </message>
    <message>
        <source>MERGE_DISTANCE must not be negative; 0 turns it off.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>MERGE_DISTANCE 不能为负；0 表示关闭。</translation>
    </message>
    <message>
        <source>MIN_AREA ({min_area:g} m2) is larger than MAX_AREA ({max_area:g} m2), so no blind spot could be both. Lower MIN_AREA or raise MAX_AREA.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation type="vanished">MIN_AREA（{min_area:g} m2）大于 MAX_AREA（{max_area:g} m2），没有盲区能同时满足。请减小 MIN_AREA 或增大 MAX_AREA。</translation>
    </message>
    <message>
        <source>MIN_AREA and MAX_AREA must not be negative; 0 turns them off.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>MIN_AREA 和 MAX_AREA 不能为负；0 表示关闭。</translation>
    </message>
    <message>
        <source>MIN_GAP is {min_gap:g}; a gap is a probability, so it must lie between 0 and 1.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>MIN_GAP 为 {min_gap:g}；漏巡概率是概率，必须在 0 与 1 之间。</translation>
    </message>
    <message>
        <source>SHARE is {share:g} %; it must be above 0 and at most 100.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>SHARE 为 {share:g} %；必须大于 0 且不超过 100。</translation>
    </message>
    <message>
        <source>{name} has no feature with a usable geometry, so there is nothing to choose from.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>{name} 没有几何可用的要素，因此没有可选择的内容。</translation>
    </message>
    <message>
        <source>{name} has no field {missing}. INPUT is meant to be the output of Score gaps.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation type="vanished">{name} 没有字段 {missing}。INPUT 应为“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>A SIGNIFICANCE_BAND of {band:g} m gives each of the {points:,} places about {each:,.0f} neighbours, more than can be compared. Use {floor:g} m or less.</source>
        <extracomment>engine/spots/significance.py</extracomment>
        <translation>SIGNIFICANCE_BAND 为 {band:g} m 时，{points:,} 个地点各有约 {each:,.0f} 个邻居，多得无法比较。请使用 {floor:g} m 或更小。</translation>
    </message>
    <message>
        <source>the most pressing</source>
        <extracomment>engine/spots/spots.py</extracomment>
        <translation>最紧迫的地点</translation>
    </message>
    <message>
        <source>{inside} places, {alike}: {reason}</source>
        <extracomment>engine/spots/spots.py</extracomment>
        <translation>{inside} 个地点，{alike}：{reason}</translation>
    </message>
    <message>
        <source>The repeats vary REVISIT by up to {variation:g} %. {error}</source>
        <extracomment>engine/spots/stability.py</extracomment>
        <translation>各次重复使 REVISIT 最多变化 {variation:g} %。{error}</translation>
    </message>
    <message>
        <source>The areas have {area:,.1f} km2, which is too much for a SWATH of {swath:g} m. Set SWATH to at least {least:,} m, or sweep a part of the areas at a time.</source>
        <extracomment>engine/sweep/areas.py</extracomment>
        <translation>区域共 {area:,.1f} km2，对于 {swath:g} m 的 SWATH 过大。请将 SWATH 至少设为 {least:,} m，或分片扫描区域。</translation>
    </message>
    <message>
        <source>{counted} {what} and {is_} left out.</source>
        <extracomment>engine/text.py</extracomment>
        <translation type="vanished">{counted}{what}，已略去。</translation>
    </message>
    <message>
        <source>No row has a date and a time of day that can be read, such as &apos;{dates}&apos; with &apos;{times}&apos;. Check DATE_FIELD and TIME_FIELD, or set {label}.</source>
        <extracomment>engine/timing/date_and_time.py</extracomment>
        <translation>没有一行的日期和时刻可以读取，例如“{dates}”与“{times}”。请检查 DATE_FIELD 和 TIME_FIELD，或设置 {label}。</translation>
    </message>
    <message>
        <source>Most dates have the {names} first, but some can only be read in another order: these cannot be read (rows: {rows:,}, such as {sample}). If the {names} does not come first, set {label}.</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation type="vanished">大多数日期以{names}在前，但有些只能按其他顺序读取：这些无法读取（行数：{rows:,}，例如 {sample}）。若不是{names}在前，请设置 {label}。</translation>
    </message>
    <message>
        <source>The times do not show in which order day, month and year come. It is a guess that the {names} comes first ({why}), so that {shown} is {iso}; with the {names2} first it is {iso2}. Set {label} to &apos;day first&apos;, &apos;month first&apos;, or a format such as {value}.</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation type="vanished">从这些时间看不出日、月、年的顺序。推测为{names}在前（{why}），因此 {shown} 为 {iso}；若{names2}在前则为 {iso2}。请将 {label} 设为 &apos;day first&apos;（日在前）、&apos;month first&apos;（月在前），或 {value} 这样的格式。</translation>
    </message>
    <message>
        <source>the closest run of days</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation>日期最为连续</translation>
    </message>
    <message>
        <source>the more usual order</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation>更常见的顺序</translation>
    </message>
    <message>
        <source>microseconds</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>微秒数</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>毫秒数</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>纳秒数</translation>
    </message>
    <message>
        <source>seconds</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>秒数</translation>
    </message>
    <message>
        <source>since 1970</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>自 1970 年起</translation>
    </message>
    <message>
        <source>since 1980-01-06 (GPS)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>自 1980-01-06 起（GPS）</translation>
    </message>
    <message>
        <source>since 1989-12-31 (FIT)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>自 1989-12-31 起（FIT）</translation>
    </message>
    <message>
        <source>since 2000-01-01</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>自 2000-01-01 起</translation>
    </message>
    <message>
        <source>since 2001-01-01 (Cocoa, Apple)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>自 2001-01-01 起（Cocoa，Apple）</translation>
    </message>
    <message>
        <source>{units} {since}</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation>{since}的{units}</translation>
    </message>
    <message>
        <source>dates without a time of day</source>
        <extracomment>engine/timing/number_formats.py</extracomment>
        <translation>没有时刻的日期</translation>
    </message>
    <message>
        <source>times of day without a date</source>
        <extracomment>engine/timing/number_formats.py</extracomment>
        <translation>没有日期的时刻</translation>
    </message>
    <message>
        <source>The field {field} holds dates only: all {times:,} times are at midnight.</source>
        <extracomment>engine/timing/only_midnights.py</extracomment>
        <translation>字段 {field} 只含日期：全部 {times:,} 个时间都在午夜。</translation>
    </message>
    <message>
        <source>{what} Is the time of day in another field? Then set TIME_FIELD to that one and {label} to {field}.</source>
        <extracomment>engine/timing/only_midnights.py</extracomment>
        <translation type="vanished">{what}时刻是否在另一个字段中？若是，请将 TIME_FIELD 设为该字段，并将 {label} 设为 {field}。</translation>
    </message>
    <message>
        <source>{what} The order of the fixes within a day is not known. Choose a field that holds the time of day as well; or set TIME_FIELD to the field with the time of day and {label} to {field}.</source>
        <extracomment>engine/timing/only_midnights.py</extracomment>
        <translation type="vanished">{what}一天之内定位点的顺序未知。请选择同时含有时刻的字段；或将 TIME_FIELD 设为含时刻的字段，并将 {label} 设为 {field}。</translation>
    </message>
    <message>
        <source>The data begin at {first}: {hours} of the watch, in {nights} from {begins}, are before them.</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>数据从 {first} 开始：从 {begins} 起的 {nights}中，值守时段有 {hours} 在此之前。</translation>
    </message>
    <message>
        <source>The data begin {hours} into the first {word} ({begins}).</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>数据在第一{word}（{begins}）开始后 {hours} 才开始。</translation>
    </message>
    <message>
        <source>The data cover {hours} of the period ({span}), too little for REVISIT of {revisit:g} min: no moment of the watch has its revisit interval within the data. So nothing is left out: the time without data counts as unpatrolled in gap, and as unknown in gap_low. Shorten REVISIT, or give more data.</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>数据只覆盖分析期的 {hours}（{span}），相对于 {revisit:g} min 的 REVISIT 太少：值守时段没有哪个时刻的重访间隔在数据之内。因此没有略去任何时刻：没有数据的时间在 gap 中计为无巡逻，在 gap_low 中计为未知。请缩短 REVISIT，或给出更多数据。</translation>
    </message>
    <message>
        <source>The data end at {last}: {hours} of the watch, in {nights} until {ends}, are after them.</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>数据到 {last} 结束：截至 {ends} 的 {nights}中，值守时段有 {hours} 在此之后。</translation>
    </message>
    <message>
        <source>The data end {hours} before the end of the last {word} ({ends}).</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>数据在最后一{word}（{ends}）结束前 {hours} 就结束了。</translation>
    </message>
    <message>
        <source>The {hours} of starting moments whose revisit interval reaches outside the data</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>重访间隔超出数据范围的 {hours} 起始时刻</translation>
    </message>
    <message>
        <source>{hours:.1f} h</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>{hours:.1f} 小时</translation>
    </message>
    <message>
        <source>{minutes:.0f} min</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>{minutes:.0f} 分钟</translation>
    </message>
    <message>
        <source>{what} are unknown and left out; {hours} are left (PARTIAL_WATCHES).</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>{what}情况未知，已略去；剩余 {hours}（PARTIAL_WATCHES）。</translation>
    </message>
    <message>
        <source>{what} count as unpatrolled (PARTIAL_WATCHES).</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>{what}计为无巡逻（PARTIAL_WATCHES）。</translation>
    </message>
    <message>
        <source>{seconds:.0f} s</source>
        <extracomment>engine/timing/partial_watches.py, engine/timing/text.py</extracomment>
        <translation>{seconds:.0f} 秒</translation>
    </message>
    <message>
        <source>Where the clocks of {timezone} go back and show an hour twice, the order of the rows shows which of the two it is (rows in the later hour: {moved:,}).</source>
        <extracomment>engine/timing/repeated_hour.py</extracomment>
        <translation>{timezone} 的时钟回拨、某小时显示两次之处，行的顺序表明是其中哪一个（较晚一小时的行数：{moved:,}）。</translation>
    </message>
    <message>
        <source>Where the clocks of {timezone} go back and show an hour twice, the rows do not show which of the two it is. They are read as the first, in summer time (rows: {guessed:,}). Rows in the order in which they were recorded, or times with their offset from UTC, would show it.</source>
        <extracomment>engine/timing/repeated_hour.py</extracomment>
        <translation>{timezone} 的时钟回拨、某小时显示两次之处，行的顺序看不出是其中哪一个。按第一个即夏令时读取（行数：{guessed:,}）。按记录顺序排列的行，或带有 UTC 偏移的时间，可以表明。</translation>
    </message>
    <message>
        <source>{days} d</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>{hours:g} h</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{hours:g} 小时</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{minutes:g} min</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{minutes:g} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <extracomment>engine/timing/text.py</extracomment>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>does not give the {missing}</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>没有给出{missing}</translation>
    </message>
    <message>
        <source>gives AM or PM with an hour of 24</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>同时给出了 AM 或 PM 与 24 小时制的小时</translation>
    </message>
    <message>
        <source>gives the {twice} twice</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>两次给出{twice}</translation>
    </message>
    <message>
        <source>half of the day</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>上下午</translation>
    </message>
    <message>
        <source>has %{directive}, which is not known</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>含有未知的 %{directive}</translation>
    </message>
    <message>
        <source>has the letter {text}, which has no meaning in it</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation type="vanished">含有没有意义的字母 {text}</translation>
    </message>
    <message>
        <source>has {character}, which no time has</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>含有时间中不会有的 {character}</translation>
    </message>
    <message>
        <source>{name} &apos;{text}&apos; {why}. Write it as dd/MM/yyyy HH:mm:ss or %d/%m/%Y %H:%M:%S; or &apos;day first&apos; or &apos;month first&apos;; or what numbers count from: {names}.</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation type="vanished">{name}“{text}”{why}。请写成 dd/MM/yyyy HH:mm:ss 或 %d/%m/%Y %H:%M:%S；或 &apos;day first&apos;（日在前）或 &apos;month first&apos;（月在前）；或数字的起算：{names}。</translation>
    </message>
    <message>
        <source>. If that is right, set {label} to {name}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation type="vanished">。若正确无误，请将 {label} 设为 {name}。</translation>
    </message>
    <message>
        <source>If a workbook with the 1904 date system wrote them, set {label} to &apos;excel 1904&apos;.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>若由使用 1904 日期系统的工作簿写出，请将 {label} 设为 &apos;excel 1904&apos;。</translation>
    </message>
    <message>
        <source>Read as {title}, the times are around {day}; </source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation type="vanished">按{title}读取，时间在 {day} 前后；</translation>
    </message>
    <message>
        <source>Rows that cannot be read as a time: {lost:,}, such as &apos;{values}&apos;.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>无法读作时间的行：{lost:,}，例如“{values}”。</translation>
    </message>
    <message>
        <source>Rows with a time outside the years 1980 to 2100: {lost:,}, such as {values:.12g}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation type="vanished">时间不在 1980 至 2100 年之间的行：{lost:,}，例如 {values:.12g}。</translation>
    </message>
    <message>
        <source>Rows with a time outside the years 1980 to 2100: {wall:,}, such as {first}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation type="vanished">时间不在 1980 至 2100 年之间的行：{wall:,}，例如 {first}。</translation>
    </message>
    <message>
        <source>The times are numbers around {median:.12g}: they are read as {title}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>时间为 {median:.12g} 左右的数字：按{title}读取。</translation>
    </message>
    <message>
        <source>The times are numbers such as {numbers:.17g}: they are read as {looks_like}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>时间为 {numbers:.17g} 这样的数字：按{looks_like}读取。</translation>
    </message>
    <message>
        <source>as {title} they would be around {day}</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>按{title}则在 {day} 前后</translation>
    </message>
    <message>
        <source> Did you mean {means}?</source>
        <extracomment>engine/timing/timezones.py</extracomment>
        <translation>您是指 {means} 吗？</translation>
    </message>
    <message>
        <source> This Python has no time zone database: install its package tzdata.</source>
        <extracomment>engine/timing/timezones.py</extracomment>
        <translation>此 Python 没有时区数据库：请安装其软件包 tzdata。</translation>
    </message>
    <message>
        <source>There is no time zone &apos;{name}&apos;.{hint} TIMEZONE takes an IANA name, such as Europe/Berlin, Asia/Shanghai or UTC.</source>
        <extracomment>engine/timing/timezones.py</extracomment>
        <translation>没有时区“{name}”。{hint}TIMEZONE 采用 IANA 名称，例如 Europe/Berlin、Asia/Shanghai 或 UTC。</translation>
    </message>
    <message>
        <source>Where the clocks of {timezone} go forward and skip a time, it is moved forward as well (rows: {skipped:,}).</source>
        <extracomment>engine/timing/timezones.py</extracomment>
        <translation>{timezone} 的时钟拨快、跳过某个时间之处，该时间也向后移动（行数：{skipped:,}）。</translation>
    </message>
    <message>
        <source> If their M values or epoch seconds are local times counted as UTC, as Trajectools and MovingPandas write them, the fixes run {span}: then set NAIVE_TIMES to its last option (2).</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>若其 M 值或纪元秒是当作 UTC 的当地时间（Trajectools 和 MovingPandas 如此写入），则定位点{span}：请将 NAIVE_TIMES 设为最后一项 (2)。</translation>
    </message>
    <message>
        <source> that the data cover</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>（以数据覆盖的部分为限）</translation>
    </message>
    <message>
        <source>No fix falls in the period {span}: the fixes run {span2}. Check PERIOD_START, PERIOD_END and TIMEZONE.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">没有定位点落在分析期 {span}内：定位点{span2}。请检查 PERIOD_START、PERIOD_END 和 TIMEZONE。</translation>
    </message>
    <message>
        <source>No fix falls in the watch ({watch}): the fixes run {span}. Check TIMEZONE, WATCH_START, WATCH_END and WEEKDAYS.{if_local}</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>没有定位点落在值守时段（{watch}）内：定位点{span}。请检查 TIMEZONE、WATCH_START、WATCH_END 和 WEEKDAYS。{if_local}</translation>
    </message>
    <message>
        <source>No fix has a usable time. Check TIME_FIELD.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>没有定位点的时间可用。请检查 TIME_FIELD。</translation>
    </message>
    <message>
        <source>REVISIT of {revisit_s:g} min {longer} the period of {length:.3g} h{cut}; shorten REVISIT or lengthen the period.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">{revisit_s:g} min 的 REVISIT {longer} {length:.3g} h 的分析期{cut}；请缩短 REVISIT 或延长分析期。</translation>
    </message>
    <message>
        <source>The period would run {span}, more than {longest:.0f} years; the fixes run {span2}. Check the years of PERIOD_START and PERIOD_END.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">分析期将{span}，超过 {longest:.0f} 年；定位点{span2}。请检查 PERIOD_START 和 PERIOD_END 的年份。</translation>
    </message>
    <message>
        <source>The period would run {span}; the fixes run {span2}. Set PERIOD_START before PERIOD_END, or leave both empty.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">分析期将{span}；定位点{span2}。请使 PERIOD_START 早于 PERIOD_END，或将两者都留空。</translation>
    </message>
    <message>
        <source>The period {span} has no hour of the watch ({watch}). Check PERIOD_START, PERIOD_END, WATCH_START, WATCH_END and WEEKDAYS.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>分析期 {span}没有值守时段（{watch}）的任何时间。请检查 PERIOD_START、PERIOD_END、WATCH_START、WATCH_END 和 WEEKDAYS。</translation>
    </message>
    <message>
        <source>WEEKDAYS &apos;{text}&apos; cannot be read. Write days or ranges of days, such as Mon-Fri, or Sat,Sun, or 1-5 (1 is Monday, 7 is Sunday); leave it empty for every day.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">WEEKDAYS“{text}”无法读取。请写星期或其范围，例如 Mon-Fri，或 Sat,Sun，或 1-5（1 为星期一，7 为星期日）；留空表示每天。</translation>
    </message>
    <message>
        <source>from {first} to {last} ({timezone})</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>从 {first} 到 {last}（{timezone}）</translation>
    </message>
    <message>
        <source>is longer than</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">长于</translation>
    </message>
    <message>
        <source>leaves no moment of the watch in</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation type="vanished">使值守时段没有任何时刻留在</translation>
    </message>
    <message>
        <source> Those that contradict others are rejected ({bad:,}).</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>与其他矛盾的被剔除（{bad:,}）。</translation>
    </message>
    <message>
        <source> in {groups:,} groups</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>，分为 {groups:,} 组</translation>
    </message>
    <message>
        <source>Do several receivers use the same unit name?</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>是否有多个接收机使用同一个单元名称？</translation>
    </message>
    <message>
        <source>Do several receivers use the same unit name? {shown}{shown2}{more}. Only one of the receivers is used. Give each receiver a name of its own.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">是否有多个接收机使用同一个单元名称？{shown}{shown2}{more}。只使用其中一个接收机。请为每个接收机取不同的名称。</translation>
    </message>
    <message>
        <source>Is {unit_field} {wrong}, so that several units are taken as one?</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">{unit_field} 是否为{wrong}，以致多个单元被视为一个？</translation>
    </message>
    <message>
        <source>More than a tenth of the fixes contradict others of the same unit.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>超过十分之一的定位点与同一单元的其他定位点矛盾。</translation>
    </message>
    <message>
        <source>The times of {units} are cut to {step}: {fixes} spread within their {within}, in the order of the rows.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{units}的时间被截断到{step}：{fixes}按行的顺序在其{within}内均匀分布。</translation>
    </message>
    <message>
        <source>have identical fixes</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>的定位点相同</translation>
    </message>
    <message>
        <source>steps of {duration}</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{duration}的步长</translation>
    </message>
    <message>
        <source>the wrong field</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">错误的字段</translation>
    </message>
    <message>
        <source>unit {unit_names} has {positions} positions {value}{length} apart {times}</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">单元 {unit_names} 有 {positions} 个位置{value}相距 {length}，{times}</translation>
    </message>
    <message>
        <source>{count:,} of {fixes} {has} no unit name and {is_} taken as one unit.{contradict} Is {unit_field} the right field? Otherwise fill it in, or leave these rows out.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">{fixes}中有 {count:,} 个没有单元名称，视为一个单元。{contradict}{unit_field} 是正确的字段吗？若是，请填写名称，或去掉这些行。</translation>
    </message>
    <message>
        <source>{count:,} units{inside} ({shown}{dots})</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{count:,} 个单元{inside}（{shown}{dots}）</translation>
    </message>
    <message>
        <source>{fixes} where the clocks of {timezone} go forward and skip a time ({skipped}), and contradict others of their unit. Is the time zone right, or did the clock of the receiver not go forward? Use times in UTC or with their offset from UTC.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{fixes}{timezone} 的时钟拨快、跳过的时间内（{skipped}），且与同一单元的其他定位点矛盾。时区是否正确，或是接收机的时钟没有拨快？请使用 UTC 时间，或带有 UTC 偏移的时间。</translation>
    </message>
    <message>
        <source>{found} Each patrol counts once ({teams}): {amount} are left out.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{found}每次巡逻只计一次（{teams}）：略去 {amount}。</translation>
    </message>
    <message>
        <source>{found} Is one patrol counted {largest} times? {amount} count more than once. Set {teams} to count them once.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{found}是否有巡逻被计了 {largest} 次？{amount}被多次计入。若只计一次，请设置 {teams}。</translation>
    </message>
    <message>
        <source>{more_h:,.1f} of {hours:,.1f} h and {more_km:,.1f} of {km:,.1f} km</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{hours:,.1f} h 中的 {more_h:,.1f} h 和 {km:,.1f} km 中的 {more_km:,.1f} km</translation>
    </message>
    <message>
        <source>{rejected} in the hour that the clocks of {timezone} show twice ({changes}), and the rows do not tell which of the two it is. Use times in UTC or with their offset from UTC.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{rejected}{timezone} 的时钟显示两次的小时内（{changes}），行的顺序看不出是其中哪一个。请使用 UTC 时间，或带有 UTC 偏移的时间。</translation>
    </message>
    <message>
        <source>{text} All times are whole minutes. If several fixes share a minute because seconds were cut off, use times with seconds, or rows in the order of recording: then the fixes are spread within the minute. </source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="vanished">{text}全部时间都是整分钟。若因截去秒而使多个定位点同在一分钟，请使用带秒的时间，或按记录顺序排列的行：这样定位点会在该分钟内均匀分布。</translation>
    </message>
    <message>
        <source>{unit} characters that could not be read ({damaged}), so that different units may look the same. Set the character encoding of the layer or file.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{unit}含有无法读取的字符（{damaged}），因此不同的单元可能看起来相同。请设置图层或文件的字符编码。</translation>
    </message>
    <message>
        <source>another receiver of the same unit</source>
        <extracomment>engine/tracks/receivers.py</extracomment>
        <translation>同一单元的另一个接收机</translation>
    </message>
    <message>
        <source>another place at the same time</source>
        <extracomment>engine/tracks/simultaneous.py</extracomment>
        <translation>同一时间在另一处</translation>
    </message>
    <message>
        <source>exact repeat</source>
        <extracomment>engine/tracks/simultaneous.py</extracomment>
        <translation>完全重复</translation>
    </message>
    <message>
        <source>at (0, 0), far from all others</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>位于 (0, 0)，远离所有其他定位点</translation>
    </message>
    <message>
        <source>degrees in a CRS in metres</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>米制 CRS 中的度</translation>
    </message>
    <message>
        <source>metres in a CRS in degrees</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>度制 CRS 中的米</translation>
    </message>
    <message>
        <source>mirror image of the others: wrong sign of x or longitude</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>与其他定位点成镜像：x 或经度的正负号错误</translation>
    </message>
    <message>
        <source>mirror image of the others: wrong sign of y or latitude</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>与其他定位点成镜像：y 或纬度的正负号错误</translation>
    </message>
    <message>
        <source>mirror image of the others: wrong signs of both coordinates</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>与其他定位点成镜像：两个坐标的正负号都错误</translation>
    </message>
    <message>
        <source>mirror image of the others: x and y (longitude and latitude) exchanged</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>与其他定位点成镜像：x 与 y（经度与纬度）互换</translation>
    </message>
    <message>
        <source>one coordinate is exactly 0, far from all others</source>
        <extracomment>engine/tracks/stray_positions.py</extracomment>
        <translation>一个坐标恰好为 0，远离所有其他定位点</translation>
    </message>
    <message>
        <source>Correct the sign in the source, or leave these rows out.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>请在来源处改正正负号，或去掉这些行。</translation>
    </message>
    <message>
        <source>Exchange x and y (longitude and latitude) of these rows in the source.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>请在来源处交换这些行的 x 和 y（经度和纬度）。</translation>
    </message>
    <message>
        <source>Receivers and exports write 0 where a coordinate is missing.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>接收机和导出程序在缺少坐标时写 0。</translation>
    </message>
    <message>
        <source>Receivers report (0, 0) while they have no position.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>接收机在没有位置时报告 (0, 0)。</translation>
    </message>
    <message>
        <source>Were S and N ignored, or the minus lost? {sign_advice}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>是否忽略了 S 和 N，或丢失了负号？{sign_advice}</translation>
    </message>
    <message>
        <source>Were W and E ignored, or the minus lost? {sign_advice}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>是否忽略了 W 和 E，或丢失了负号？{sign_advice}</translation>
    </message>
    <message>
        <source>Were the hemispheres ignored, or the minus lost? {sign_advice}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>是否忽略了半球，或丢失了负号？{sign_advice}</translation>
    </message>
    <message>
        <source>kept, because {value} may be right</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation type="vanished">保留，因为可能是正确的</translation>
    </message>
    <message>
        <source>{fixes} rejected: {reason} ({units_text}). {advice}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{fixes}剔除：{reason}（{units_text}）。{advice}</translation>
    </message>
    <message>
        <source>{index:,} fixes are mirror images of each other ({partition}) in two places of as many fixes: which of them are right cannot be known, and both are kept ({units_text}). Correct the source.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation type="vanished">{index:,} 个定位点互为镜像（{partition}），两处的定位点数相同：无法得知哪些正确，两者都保留（{units_text}）。请改正来源。</translation>
    </message>
    <message>
        <source>{start} far from all others in time: {which}. {done}. If the clock of the receiver was wrong, leave {it} out with a filter. If {value} to another period, run each period by itself.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation type="vanished">{start}时间上远离所有其他定位点：{which}。{done}。若接收机的时钟有误，请用过滤器去掉；若属于另一个时期，请将各时期分别运行。</translation>
    </message>
    <message>
        <source>{start} far from all others in time: {which}. {done}: the clock of the receiver was probably wrong. If {value} right, run that period by itself.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation type="vanished">{start}时间上远离所有其他定位点：{which}。{done}：接收机的时钟可能有误。若无误，请单独运行该时期。</translation>
    </message>
    <message>
        <source>{start} {weeks:,} weeks {side} the others: {which}. This is the GPS week rollover of a receiver. {done}. To use {it}, {shift} {weeks:,} weeks ({weeks2:,} s).</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation type="vanished">{start}比其他定位点{side} {weeks:,} 周：{which}。这是接收机的 GPS 周翻转。{done}。若要使用，请{shift} {weeks:,} 周（{weeks2:,} s）。</translation>
    </message>
    <message>
        <source>Layers of different CRS were probably merged. Transform these rows first.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>可能合并了不同 CRS 的图层。请先转换这些行。</translation>
    </message>
    <message>
        <source>GPS week rollover (1,024 or 2,048 weeks from the others)</source>
        <extracomment>engine/tracks/stray_times.py</extracomment>
        <translation>GPS 周翻转（与其他相差 1,024 或 2,048 周）</translation>
    </message>
    <message>
        <source>far from all others in time</source>
        <extracomment>engine/tracks/stray_times.py</extracomment>
        <translation>时间上远离所有其他定位点</translation>
    </message>
    <message>
        <source>moving together with another unit</source>
        <extracomment>engine/tracks/teams.py</extracomment>
        <translation>与另一个单元一起移动</translation>
    </message>
    <message>
        <source>the same fix as another unit</source>
        <extracomment>engine/tracks/teams.py</extracomment>
        <translation>与另一个单元的定位点相同</translation>
    </message>
    <message>
        <source>All fixes are dated before 1990, when receivers were not in use. Is TIME_FIELD the right field, and does it count from 1970?</source>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation>全部定位点的日期都早于 1990 年，那时尚未使用接收机。TIME_FIELD 是正确的字段吗？它是从 1970 年起算的吗？</translation>
    </message>
    <message>
        <source>All fixes are dated before 22 August 1999. If that is wrong, the receivers suffer from the GPS week rollover: add 1,024 weeks (619,315,200 s) to the times.</source>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation>全部定位点的日期都早于 1999 年 8 月 22 日。若不正确，则接收机受 GPS 周翻转影响：请给时间加上 1,024 周（619,315,200 s）。</translation>
    </message>
    <message>
        <source>The fixes run from {first} to {last} ({timezone}), a median of {middle:,} a day.</source>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation>定位点从 {first} 到 {last}（{timezone}），每天的中位数为 {middle:,} 个。</translation>
    </message>
    <message>
        <source>{fixes} dated in the future of this computer&apos;s clock.</source>
        <extracomment>engine/tracks/time_span.py</extracomment>
        <translation>{fixes}的日期晚于本计算机的时钟。</translation>
    </message>
    <message>
        <source>faster than MAX_SPEED</source>
        <extracomment>engine/tracks/tracks.py</extracomment>
        <translation>快于 MAX_SPEED</translation>
    </message>
    <message>
        <source>less accurate than MAX_ACCURACY</source>
        <extracomment>engine/tracks/tracks.py</extracomment>
        <translation>精度低于 MAX_ACCURACY</translation>
    </message>
    <message>
        <source>no unit name, and contradicts other fixes without one</source>
        <extracomment>engine/tracks/tracks.py</extracomment>
        <translation>没有单元名称，且与其他没有单元名称的定位点矛盾</translation>
    </message>
    <message>
        <source>no usable position</source>
        <extracomment>engine/tracks/tracks.py</extracomment>
        <translation>没有可用的位置</translation>
    </message>
    <message>
        <source>no usable time</source>
        <extracomment>engine/tracks/tracks.py</extracomment>
        <translation>没有可用的时间</translation>
    </message>
    <message>
        <source>{path} could not be written completely: {error}</source>
        <extracomment>layers/arrow_writer.py</extracomment>
        <translation>{path} 未能完整写入：{error}</translation>
    </message>
    <message>
        <source>Distances are measured in the layer&apos;s own CRS, {crs}.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>距离按图层自身的 CRS {crs} 量测。</translation>
    </message>
    <message>
        <source>Distances are measured in {utm} ({utm2}), the UTM zone of the data.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation type="vanished">距离按 {utm}（{utm2}）量测，即数据所在的 UTM 带。</translation>
    </message>
    <message>
        <source>No position is valid in the layer&apos;s CRS, {crs}. Check the layer&apos;s CRS and its coordinates.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>没有位置在图层的 CRS {crs} 中有效。请检查图层的 CRS 及其坐标。</translation>
    </message>
    <message>
        <source>Right-click the layer, Layer CRS, Set Layer CRS, and choose</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>请右键单击图层，“图层 CRS”，“设置图层 CRS”，并选择</translation>
    </message>
    <message>
        <source>The data span several UTM zones: distances are measured in an azimuthal equidistant projection ({around}).</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>数据跨越多个 UTM 带：距离按方位等距投影（{around}）量测。</translation>
    </message>
    <message>
        <source>features of {sourcename}</source>
        <extracomment>layers/crs.py</extracomment>
        <translation type="vanished">{sourcename} 的要素</translation>
    </message>
    <message>
        <source>{name} has no CRS, so metres cannot be measured in it. Set it first: right-click the layer, Layer CRS, Set Layer CRS; or, for a file, Define projection.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>{name} 没有 CRS，因此无法以米量测。请先设置：右键单击图层，“图层 CRS”，“设置图层 CRS”；文件则用“定义投影”。</translation>
    </message>
    <message>
        <source>{name} is a table without geometries. Choose a layer that has them.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>{name} 是没有几何的表。请选择有几何的图层。</translation>
    </message>
    <message>
        <source>{set_crs} the CRS in which they were measured.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>{set_crs}测量它们时的 CRS。</translation>
    </message>
    <message>
        <source>{text} If it really is a local grid with its origin here, ignore this.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation type="vanished">{text}若它确实是以此处为原点的本地网格，请忽略此项。</translation>
    </message>
    <message>
        <source>The field {name} of {name2} holds no numbers.</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">{name2} 的字段 {name} 不含数字。</translation>
    </message>
    <message>
        <source>no area or no length</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">没有面积或长度</translation>
    </message>
    <message>
        <source>of another geometry type than the others</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">与其他的几何类型不同</translation>
    </message>
    <message>
        <source>outside the valid area of the CRS or nowhere on Earth</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">超出 CRS 的有效范围，或不在地球上</translation>
    </message>
    <message>
        <source>{name} has no field {name2}. It has: {known}.</source>
        <extracomment>layers/features.py</extracomment>
        <translation type="vanished">{name} 没有字段 {name2}。现有字段：{known}。</translation>
    </message>
    <message>
        <source>{name}: of {collections} of several geometry types only one type is used.</source>
        <extracomment>layers/features.py</extracomment>
        <translation>{name}：含多种几何类型的 {collections} 只使用其中一种类型。</translation>
    </message>
    <message>
        <source>{name}: {repaired} repaired.</source>
        <extracomment>layers/features.py</extracomment>
        <translation>{name}：{repaired}修复。</translation>
    </message>
    <message>
        <source>{name} could not be written to {path}: {strerror}. Check that the folder exists, and that the file is not open in another program. Choose another file, or first remove its layer.</source>
        <extracomment>layers/files.py</extracomment>
        <translation type="vanished">{name} 无法写入 {path}：{strerror}。请检查文件夹是否存在、文件是否在其他程序中打开。请选择其他文件，或先移除其图层。</translation>
    </message>
    <message>
        <source>The field traj_id shows that the tracks come from Trajectools or MovingPandas. These write the local time into M, but M is read as UTC. If the times are wrong by the offset of the time zone, set NAIVE_TIMES to its last option (2).</source>
        <extracomment>layers/fix_columns.py</extracomment>
        <translation>字段 traj_id 表明轨迹来自 Trajectools 或 MovingPandas。它们把当地时间写入 M，而 M 按 UTC 读取。若时间恰好差一个时区偏移，请将 NAIVE_TIMES 设为最后一项 (2)。</translation>
    </message>
    <message>
        <source> (perhaps {others})</source>
        <extracomment>layers/fix_times.py</extracomment>
        <translation>（可能是 {others}）</translation>
    </message>
    <message>
        <source>Set DATE_FIELD to the field with the date{named}.</source>
        <extracomment>layers/fix_times.py</extracomment>
        <translation>请将 DATE_FIELD 设为存放日期的字段{named}。</translation>
    </message>
    <message>
        <source>Set DATE_FIELD to {name}, and TIME_FIELD to the field with the time of day{named}.</source>
        <extracomment>layers/fix_times.py</extracomment>
        <translation>请将 DATE_FIELD 设为 {name}，并将 TIME_FIELD 设为存放时刻的字段{named}。</translation>
    </message>
    <message>
        <source>The field {name} of {layer} holds {only}. {advice} Or choose a field that holds both.</source>
        <extracomment>layers/fix_times.py</extracomment>
        <translation>{layer} 的字段 {name} 含有的是{only}。{advice}或选择两者皆有的字段。</translation>
    </message>
    <message>
        <source>{found:,} times, the first at {first:%Y-%m-%d %H:%M}, may be later than in the data: the time zone of this computer skips the hour before them, and QGIS moves times in that hour. Save the layer to a GeoPackage on a computer whose time zone is UTC, or store the times as text or with their time zone.</source>
        <extracomment>layers/fix_times.py</extracomment>
        <translation>{found:,} 个时间可能晚于数据中的时间，第一个在 {first:%Y-%m-%d %H:%M}：本计算机的时区跳过其前的一小时，QGIS 会移动该小时内的时间。请在时区为 UTC 的计算机上将图层保存为 GeoPackage，或以文本或带时区的方式保存时间。</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty. Choose the field of {name} that holds the time of each fix.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>TIME_FIELD 为空。请选择 {name} 中存放每个定位点时间的字段。</translation>
    </message>
    <message>
        <source>The field {field_name} of {name} holds no numbers.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>{name} 的字段 {field_name} 不含数字。</translation>
    </message>
    <message>
        <source>The field {name} contains negative values. Ranges and times must be 0 or more.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>字段 {name} 含有负值。距离和时间必须为 0 或更大。</translation>
    </message>
    <message>
        <source>The lines of {name} have no M values. Tracks need the time of each vertex in M, as epoch seconds. Or use fixes as points.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>{name} 的线没有 M 值。轨迹需要在 M 中存放各顶点的时间（纪元秒）。或使用点状的定位点。</translation>
    </message>
    <message>
        <source>another geometry type</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>其他几何类型</translation>
    </message>
    <message>
        <source>several positions in one feature</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>一个要素中有多个位置</translation>
    </message>
    <message>
        <source>{name} has no features to read. If you use a selection or a filter, check what it leaves.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>{name} 没有可读取的要素。若使用了选择或过滤器，请检查其保留了什么。</translation>
    </message>
    <message>
        <source>{name} has no field {field_name}. It has: {known}.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>{name} 没有字段 {field_name}。现有字段：{known}。</translation>
    </message>
    <message>
        <source>{name} varies within {units}; the median of each unit is used.</source>
        <extracomment>layers/fixes.py</extracomment>
        <translation>{name} 在 {units}之内有变化；使用各单元的中位数。</translation>
    </message>
    <message>
        <source>no number in {keys}</source>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation type="vanished">{keys} 中没有数字</translation>
    </message>
    <message>
        <source>{name} has no Z and M values. Choose the layer that Plan drone routes has created.</source>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation>{name} 没有 Z 和 M 值。请选择“规划无人机航线”生成的图层。</translation>
    </message>
    <message>
        <source>{name} has no field {missing}. Choose the layer that Plan drone routes has created.</source>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation>{name} 没有字段 {missing}。请选择“规划无人机航线”生成的图层。</translation>
    </message>
    <message>
        <source>{name} has no usable feature.</source>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation>{name} 没有可用的要素。</translation>
    </message>
    <message>
        <source> If you use a selection or a filter, check what it leaves.</source>
        <extracomment>layers/flights.py</extracomment>
        <translation type="vanished">若使用了选择或过滤器，请检查其保留了什么。</translation>
    </message>
    <message>
        <source>The lines of {name} have no M values, so the times of the flight are unknown. Use the output Routes of Plan drone routes, or lines whose M values are epoch seconds, or seconds from 0.</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>{name} 的线没有 M 值，因此飞行时间未知。请使用“规划无人机航线”的输出“航线”，或 M 值为纪元秒或从 0 起算秒数的线。</translation>
    </message>
    <message>
        <source>a vertex without a usable position or time (M, in seconds)</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>顶点没有可用的位置或时间（M，秒）</translation>
    </message>
    <message>
        <source>times (M) that don&apos;t rise from vertex to vertex</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>时间 (M) 没有逐顶点递增</translation>
    </message>
    <message>
        <source>{name} has no valid route.{why}</source>
        <extracomment>layers/flights.py</extracomment>
        <translation type="vanished">{name} 没有有效的航线。{why}</translation>
    </message>
    <message>
        <source>{name}: {count:,} route{s} left out: {fault}.</source>
        <extracomment>layers/flights.py</extracomment>
        <translation type="vanished">{name}：略去 {count:,} 条航线：{fault}。</translation>
    </message>
    <message>
        <source>QGIS could not write it</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>QGIS 无法写入</translation>
    </message>
    <message>
        <source>it could not be opened</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>无法打开它</translation>
    </message>
    <message>
        <source>it has a filter</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>它带有过滤器</translation>
    </message>
    <message>
        <source>it was edited after it was made</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>它在生成之后被编辑过</translation>
    </message>
    <message>
        <source>its database did not take it</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>其数据库没有接受它</translation>
    </message>
    <message>
        <source>its format has no place for it</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>其格式没有存放它的位置</translation>
    </message>
    <message>
        <source>{layer} was edited after it was made: some pixels differ.</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{layer} 在生成之后被编辑过：有的像元不同。</translation>
    </message>
    <message>
        <source>{layer}: the record of the run that made it cannot be used: {error}.</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{layer}：生成它的运行的记录无法使用：{error}。</translation>
    </message>
    <message>
        <source>{name} has {count:,} features, but was made with {written:,}</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{name} 有 {count:,} 个要素，但生成时有 {written:,} 个</translation>
    </message>
    <message>
        <source>{name} has {count:,} of the {written:,} features that it was made with</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{name} 只有生成时 {written:,} 个要素中的 {count:,} 个</translation>
    </message>
    <message>
        <source>{name} was edited after it was made, or saved in another format or CRS: some values or geometries differ.</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{name} 在生成之后被编辑过，或以其他格式或 CRS 保存：有的数值或几何不同。</translation>
    </message>
    <message>
        <source>{problem} It is treated as a layer without one.</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{problem}按没有运行记录的图层处理。</translation>
    </message>
    <message>
        <source>{names} would have {columns:,} x {rows:,} pixels, more than {max_pixels:,}: a raster covers the whole bounding box of the cells. Use a larger CELL_SIZE or a smaller AREA, or leave {names} empty.</source>
        <extracomment>layers/rasters.py</extracomment>
        <translation>{names} 将有 {columns:,} x {rows:,} 个像元，超过 {max_pixels:,}：栅格覆盖单元格的整个外接矩形。请使用更大的 CELL_SIZE 或更小的 AREA，或将 {names} 留空。</translation>
    </message>
    <message>
        <source>{path} could not be written: {failed}. Check that the folder exists, that the disk is not full, and that the file is not open in another program. Choose another file, or first remove its layer.</source>
        <extracomment>layers/rasters.py</extracomment>
        <translation>{path} 无法写入：{failed}。请检查文件夹是否存在、磁盘是否已满、文件是否在其他程序中打开。请选择其他文件，或先移除其图层。</translation>
    </message>
    <message>
        <source>The output could not be written completely: {sink}.</source>
        <extracomment>layers/sinks.py</extracomment>
        <translation type="vanished">输出未能完整写入：{sink}。</translation>
    </message>
    <message>
        <source>The output could not be written: {sink}.</source>
        <extracomment>layers/sinks.py</extracomment>
        <translation type="vanished">输出无法写入：{sink}。</translation>
    </message>
    <message>
        <source>a layer on a server</source>
        <extracomment>layers/source_reference.py</extracomment>
        <translation>服务器上的图层</translation>
    </message>
    <message>
        <source>it is write-protected</source>
        <extracomment>layers/staging.py</extracomment>
        <translation>它有写保护</translation>
    </message>
    <message>
        <source>{destination} could not be replaced: {strerror}. It is unchanged. Close it in other programs, remove its layer from the project, or choose another file.</source>
        <extracomment>layers/staging.py</extracomment>
        <translation type="vanished">{destination} 无法替换：{strerror}。它没有改变。请在其他程序中关闭它，从工程中移除其图层，或选择其他文件。</translation>
    </message>
    <message>
        <source>Elevation is read from {layer}, band 1, as metres above sea level, at nodes {spacing:.1f} m apart.</source>
        <extracomment>layers/terrain.py</extracomment>
        <translation>高程从 {layer} 的波段 1 读取，以海拔米为单位，节点间距 {spacing:.1f} m。</translation>
    </message>
    <message>
        <source>TERRAIN ({layer}) cannot be read as elevation: band 1 must hold numbers.</source>
        <extracomment>layers/terrain.py</extracomment>
        <translation>TERRAIN（{layer}）无法读作高程：波段 1 必须含有数字。</translation>
    </message>
    <message>
        <source>TERRAIN ({layer}) does not cover the blind spots and launch sites. Use a DEM of the same area, and check its CRS.</source>
        <extracomment>layers/terrain.py</extracomment>
        <translation>TERRAIN（{layer}）没有覆盖盲区和起降点。请使用同一地区的 DEM，并检查其 CRS。</translation>
    </message>
    <message>
        <source> These may hold it: {may}.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>可能在这些字段中：{may}。</translation>
    </message>
    <message>
        <source>It is a guess: if {field} is not the time of each fix, choose another field.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>这是推测：若 {field} 不是每个定位点的时间，请选择其他字段。</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty, and {name} has {found} {kind} fields: {found2}. Choose the one with the time of each fix.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation type="vanished">TIME_FIELD 为空，而 {name} 有 {found} 个{kind}字段：{found2}。请选择存放每个定位点时间的那一个。</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty. Choose the field of {name} that holds the time of each fix.{perhaps}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>TIME_FIELD 为空。请选择 {name} 中存放每个定位点时间的字段。{perhaps}</translation>
    </message>
    <message>
        <source>These may hold times as well: {others}.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>这些字段也可能存放时间：{others}。</translation>
    </message>
    <message>
        <source>the only field of {name} whose texts are times, such as {example}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>{name} 中唯一文本为时间的字段，例如 {example}</translation>
    </message>
    <message>
        <source>the only {kind} field of {name}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation type="vanished">{name} 中唯一的{kind}字段</translation>
    </message>
    <message>
        <source>the start field of the temporal properties of {name}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>{name} 的时态属性的起始字段</translation>
    </message>
    <message>
        <source>its spatial index could not be created</source>
        <extracomment>layers/vector_files.py</extracomment>
        <translation>无法创建其空间索引</translation>
    </message>
    <message>
        <source>{found:,} of {rows:,} features are in the file</source>
        <extracomment>layers/vector_files.py</extracomment>
        <translation>文件中有 {rows:,} 个要素中的 {found:,} 个</translation>
    </message>
    <message>
        <source>{path} could not be written completely: {why}. Is the disk full?</source>
        <extracomment>layers/vector_files.py</extracomment>
        <translation>{path} 未能完整写入：{why}。磁盘已满？</translation>
    </message>
    <message>
        <source>simulated city {number}</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation type="vanished">模拟城市 {number}</translation>
    </message>
    <message>
        <source>Own figures</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>自定数值</translation>
    </message>
    <message>
        <source>Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation>请选择图层。</translation>
    </message>
    <message>
        <source>It is left empty.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>现留空。</translation>
    </message>
    <message>
        <source>Empty: </source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation>留空：</translation>
    </message>
    <message>
        <source>Empty: as recorded in {layer}; otherwise </source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation>留空：沿用{layer}中的记录；没有记录时：</translation>
    </message>
    <message>
        <source>{text} Empty: as recorded in {layer}.</source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation type="vanished">{text}留空：沿用{layer}中的记录。</translation>
    </message>
    <message>
        <source>{text} Empty: as recorded in {layer}; otherwise {usual}.</source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation type="vanished">{text}留空：沿用{layer}中的记录；没有记录时为 {usual}。</translation>
    </message>
    <message>
        <source>Made on {when} UTC with {versions}; {again}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>于 {when} UTC 以 {versions} 生成；{again}。</translation>
    </message>
    <message>
        <source>{made}; repeat that run as well to check the whole chain.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{made}；请同时重复该次运行，以检查整个链条。</translation>
    </message>
    <message>
        <source>{made}; repeat these runs as well to check the whole chain.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{made}；请同时重复这些运行，以检查整个链条。</translation>
    </message>
    <message>
        <source>It was made in another language ({then}), so its fields of texts ({fields}) are not compared.</source>
        <extracomment>algorithms/outputs/language.py</extracomment>
        <translation type="vanished">它以另一种语言（{then}）生成，因此不比较其文字字段（{fields}）。</translation>
    </message>
    <message>
        <source>near {name}</source>
        <extracomment>engine/places/names.py</extracomment>
        <translation>{name} 附近</translation>
    </message>
    <message>
        <source>Never seen in the watch in {nights}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{nights}中，值守时段内从未被看到</translation>
    </message>
    <message>
        <source>Never seen in {nights}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{nights}中从未被看到</translation>
    </message>
    <message>
        <source>Seen in the watch on {seen} of {nights} ({passes}, {dwell} in range)</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{nights}中有 {seen} 夜在值守时段内被看到（{passes}，在探测距离内 {dwell}）</translation>
    </message>
    <message>
        <source>Seen on {seen} of {nights} ({passes}, {dwell} in range)</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{nights}中有 {seen} 夜被看到（{passes}，在探测距离内 {dwell}）</translation>
    </message>
    <message numerus="yes">
        <source>long stays</source>
        <comment>after a count</comment>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>
            <numerusform>次长时间停留</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>passes</source>
        <comment>after a count</comment>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>
            <numerusform>次经过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>visits</source>
        <comment>after a count</comment>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>
            <numerusform>次到访</numerusform>
        </translation>
    </message>
    <message>
        <source>{never}; {passes} at other hours ({dwell} in range), last within {last} of the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{never}；其他时间有 {passes}（在探测距离内 {dwell}），最后一次在结束前 {last}之内；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{never}; {passes} at other hours ({dwell} in range), last {last} before the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{never}；其他时间有 {passes}（在探测距离内 {dwell}），最后一次在结束前 {last}；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{text}, last within {last} of the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{text}，最后一次在结束前 {last}之内；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{text}, last {last} before the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{text}，最后一次在结束前 {last}；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{text}.</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{text}。</translation>
    </message>
    <message>
        <source>{text}; also {others} at other hours; at any hour, last seen within {last} of the end, longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{text}；其他时间另有 {others}；不分时段，最后一次被看到在结束前 {last}之内，最长无人 {alone}</translation>
    </message>
    <message>
        <source>{text}; also {others} at other hours; at any hour, last seen {last} before the end, longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation type="vanished">{text}；其他时间另有 {others}；不分时段，最后一次被看到在结束前 {last}，最长无人 {alone}</translation>
    </message>
    <message>
        <source>{text}; {features}.</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{text}；{features}。</translation>
    </message>
    <message>
        <source>at least {duration}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{duration}以上</translation>
    </message>
    <message>
        <source>under {duration}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>不足 {duration}</translation>
    </message>
    <message>
        <source>detection range</source>
        <extracomment>engine/spots/stability.py</extracomment>
        <translation>探测距离</translation>
    </message>
    <message>
        <source>grid position</source>
        <extracomment>engine/spots/stability.py</extracomment>
        <translation>网格位置</translation>
    </message>
    <message>
        <source>position accuracy</source>
        <extracomment>engine/spots/stability.py</extracomment>
        <translation>定位精度</translation>
    </message>
    <message>
        <source>revisit interval</source>
        <extracomment>engine/spots/stability.py</extracomment>
        <translation>重访间隔</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <extracomment>engine/text.py</extracomment>
        <translation>{one}和{other}</translation>
    </message>
    <message>
        <source>all day</source>
        <extracomment>engine/pages/question_text.py, engine/score/recorded_question.py, engine/timing/watch.py</extracomment>
        <translation>全天</translation>
    </message>
    <message>
        <source>Fri</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周五</translation>
    </message>
    <message>
        <source>Friday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Mon</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周一</translation>
    </message>
    <message>
        <source>Monday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Sat</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周六</translation>
    </message>
    <message>
        <source>Saturday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sun</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周日</translation>
    </message>
    <message>
        <source>Sunday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期日</translation>
    </message>
    <message>
        <source>Thu</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周四</translation>
    </message>
    <message>
        <source>Thursday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Tue</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周二</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wed</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>周三</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <extracomment>engine/timing/weekdays.py</extracomment>
        <translation>星期三</translation>
    </message>
    <message>
        <source>What would the gaps be if these drone routes were flown?</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>如果按这些无人机航线飞行，漏巡概率会变成多少？</translation>
    </message>
    <message>
        <source>Assess a plan</source>
        <extracomment>algorithms/assessplan.py, algorithms/models/nightly_plan.py</extracomment>
        <translation>评估方案</translation>
    </message>
    <message>
        <source>Detection range of the drones (m)</source>
        <extracomment>algorithms/assessplan.py, algorithms/inputs/detection.py</extracomment>
        <translation>无人机的探测距离 (m)</translation>
    </message>
    <message>
        <source>The Help button opens the page with all details.</source>
        <extracomment>algorithms/base.py</extracomment>
        <translation>“帮助”按钮打开含全部细节的页面。</translation>
    </message>
    <message>
        <source>&lt;p&gt;In which hours of the week does most go unseen? The &lt;b&gt;gap&lt;/b&gt; of an hour is the probability that a condition that starts at a random moment of this hour goes unseen for the revisit interval. It is the gap of Score gaps, split by hour of the day and day of the week, either for each place or as a mean of all places weighted by demand. Its mean, weighted by watch_hours, is MEAN_GAP of Score gaps with the same parameters. Without scored places the watch is all day unless you set it.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;Hours are those of local clocks in the time zone: an hour that the clocks show twice counts twice, and an hour that they skip does not count. The day is the calendar day of the moment itself: 02:00 on Saturday morning belongs to Saturday, even if the watch began on Friday. A gap looks forward: what starts at 03:00 is seen in time if it is seen within the revisit interval after 03:00. Moments whose revisit interval reaches outside the data are left out, so that the day on which the data end is no darker for it.&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; is the time that units spent on tracks in the period, inside and outside the watch, without outages. Together with the gap it shows whether an hour has too few patrols, or has them in other places.&lt;/p&gt; &lt;p&gt;The report is one HTML file with a heat map of gap and of unit-hours, to read, print and share. DARKEST_HOUR is the hour with the highest gap (if several have it, the one with the fewest unit-hours). Use at least four weeks of data: a single week does not show what is usual.&lt;/p&gt; &lt;p&gt;The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen by fewer than three units: a profile for each place is not rounded.&lt;/p&gt;</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation type="vanished">&lt;p&gt;一周之中，哪些钟点的情况最容易无人发现？一个钟点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在该钟点内随机时刻开始的情况在重访间隔内无人发现的概率。它就是“计算漏巡概率”的漏巡概率，按一天中的钟点和一周中的星期拆分，可以针对每个地点，也可以是全部地点按需求加权的平均。它按 watch_hours 加权的平均，等于“计算漏巡概率”在相同参数下的 MEAN_GAP。没有已评分的地点时，值守时段为全天，除非您另行设置。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;钟点按该时区的当地钟表计：钟表显示两次的小时计两次，被跳过的小时不计。日期是该时刻本身的日历日：星期六凌晨 02:00 属于星期六，即使值守时段从星期五开始。漏巡概率是向后看的：03:00 开始的情况，若在 03:00 之后的重访间隔内被看到，就算及时发现。重访间隔超出数据范围的时刻被略去，因此数据结束的那一天不会因此显得更差。&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; 是巡逻单元在分析期内处于轨迹上的时间，包括值守时段内外，不含信号中断。它与漏巡概率一起表明：某个钟点是巡逻太少，还是巡逻都在别处。&lt;/p&gt; &lt;p&gt;报告是一个 HTML 文件，含漏巡概率和单元小时的热力图，可阅读、打印和分享。DARKEST_HOUR 是漏巡概率最高的钟点（若有多个，取单元小时最少的一个）。请至少使用四周的数据：单独一周不能说明常态。&lt;/p&gt; &lt;p&gt;单个巡逻单元的剖面就是一个人的排班。日志和报告会对此提出警告；地点只被不足三个巡逻单元看到时也会警告：每个地点的剖面没有取整。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>In which hours of the week are the gaps?</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>漏巡出现在一周的哪些钟点？</translation>
    </message>
    <message>
        <source>&lt;p&gt;Selects the fewest places that together hold a share of the total priority, merges adjacent places to spots, splits spots that are too large into compact parts, and ranks the result. The input is the output of Score gaps.&lt;/p&gt; &lt;p&gt;Places with the same priority as the last selected one (ties) are all selected, and the log gives their number. If most places tie, the result is not a selection: half a map of equal spots does not help. Then score the gaps again with an area for the grid, with your own places, or with demand layers.&lt;/p&gt; &lt;p&gt;Cells merge where they share an edge; a common corner is not enough. &lt;b&gt;part_of&lt;/b&gt; is the same for all parts of one large spot. &lt;b&gt;near&lt;/b&gt; is the name of the nearest named feature. &lt;b&gt;why&lt;/b&gt; is the sentence of the spot&apos;s most important place. Rank 1 has the highest priority.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;Points&lt;/b&gt;, such as station exits, become one spot where they lie close to each other (&lt;b&gt;Distance within which points are one spot&lt;/b&gt;), so that one stop is enough for all of them. The spot stands at one of them: the one with the most others around it. &lt;b&gt;places&lt;/b&gt; counts them, and &lt;b&gt;priority&lt;/b&gt; is their sum.&lt;/p&gt; &lt;p&gt;&lt;b&gt;name&lt;/b&gt; has the names of the spot&apos;s own places, those of the highest priority first, if the scored places have a field of names. &lt;b&gt;near&lt;/b&gt; comes from the named features; without them, from the demand layers with which the gaps were scored, if they had a field called name.&lt;/p&gt; &lt;p&gt;The test for clusters is the Gi* statistic of Getis and Ord. It compares the priority of each place and its neighbours with that of all places, and shows whether high values cluster more than by chance. &lt;b&gt;gi_z&lt;/b&gt; is the highest Gi* of the spot&apos;s places, in standard deviations. &lt;b&gt;gi_q&lt;/b&gt; is their lowest q-value. &lt;b&gt;significant&lt;/b&gt; is 1 if at least half of the places have a q-value of at most 0.05. The q-values control the false discovery rate (Benjamini and Hochberg, upper tail).&lt;/p&gt; &lt;p&gt;The test is a description, not a proof. It assumes that places are independent, but they are not: one patrol covers several cells, and so does a demand layer. The spots were selected because their priority is high, so it is expected that many of them are significant. Where most places tie, few can differ clearly from the others. Where very few places hold nearly all priority, a single place can make its neighbours significant. A spot that is not significant is still a place that patrols miss.&lt;/p&gt;</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>&lt;p&gt;选出合计达到总优先度一定占比的最少地点，将相邻地点合并为盲区，将过大的盲区拆分为紧凑的部分，并对结果排名。输入是“计算漏巡概率”的输出。&lt;/p&gt; &lt;p&gt;与最后选中的地点优先度相同的地点（并列）全部选中，日志给出其数量。如果大多数地点并列，结果就不成其为选择：半张地图都是相同的盲区没有帮助。这时请为网格给出区域、使用自己的地点，或加上需求图层，重新计算漏巡概率。&lt;/p&gt; &lt;p&gt;单元格有公共边时合并；只有公共角点不够。同一个大盲区的各部分具有相同的 &lt;b&gt;part_of&lt;/b&gt;。&lt;b&gt;near&lt;/b&gt; 是最近的命名要素的名称。&lt;b&gt;why&lt;/b&gt; 是该盲区最重要的地点的说明语句。排名 1 的优先度最高。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;点&lt;/b&gt;（例如地铁站出口）彼此靠近时成为一个盲区（&lt;b&gt;视为同一盲区的点间距&lt;/b&gt;），这样停一次就够了。盲区位于其中一个点上：周围其他点最多的那一个。&lt;b&gt;places&lt;/b&gt; 是点数，&lt;b&gt;priority&lt;/b&gt; 是它们的和。&lt;/p&gt; &lt;p&gt;若已评分的地点有名称字段，&lt;b&gt;name&lt;/b&gt; 是盲区内各地点的名称，优先度最高的在前。&lt;b&gt;near&lt;/b&gt; 来自命名要素；没有给出命名要素时，来自评分时所用的需求图层（若其有 name 字段）。&lt;/p&gt; &lt;p&gt;聚集检验采用 Getis 和 Ord 的 Gi* 统计量。它将每个地点及其邻居的优先度与全部地点比较，表明高值的聚集是否超出偶然。&lt;b&gt;gi_z&lt;/b&gt; 是盲区内各地点的最高 Gi*，以标准差计。&lt;b&gt;gi_q&lt;/b&gt; 是它们的最低 q 值。若至少一半地点的 q 值不超过 0.05，&lt;b&gt;significant&lt;/b&gt; 为 1。q 值控制错误发现率（Benjamini 和 Hochberg，上尾）。&lt;/p&gt; &lt;p&gt;该检验是描述，不是证明。它假定地点相互独立，但事实并非如此：一次巡逻覆盖多个单元格，一个需求图层也是如此。盲区正是因为优先度高才被选中，所以其中许多显著是意料之中的。大多数地点并列时，很少有地点能明显区别于其他。极少数地点占有几乎全部优先度时，单个地点就可能使其邻居显著。不显著的盲区仍然是巡逻遗漏的地方。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Distance between neighbours in the test (m)</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>检验中邻居之间的距离 (m)</translation>
    </message>
    <message>
        <source>Greatest distance of the named feature (m)</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>命名要素的最大距离 (m)</translation>
    </message>
    <message>
        <source>Merges the places of the highest priority to ranked blind spots.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>把优先度最高的地点合并为带排名的盲区。</translation>
    </message>
    <message>
        <source>Find blind spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/models/nightly_plan.py</extracomment>
        <translation>查找盲区</translation>
    </message>
    <message>
        <source>Gaps</source>
        <extracomment>algorithms/groups.py</extracomment>
        <translation>漏巡</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>algorithms/groups.py</extracomment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Patrols</source>
        <extracomment>algorithms/groups.py</extracomment>
        <translation>巡逻</translation>
    </message>
    <message>
        <source>Results</source>
        <extracomment>algorithms/groups.py</extracomment>
        <translation>结果</translation>
    </message>
    <message>
        <source>A model gives endurance, battery and mass from the data sheet of its maker, where Endurance, Battery and Mass are empty. For any other drone choose Own figures, and enter these three from its data sheet. Old batteries, payload and cold reduce endurance: if you have measured it yourself, enter your own value.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>“续航时间”“电池”和“质量”留空时，按所选型号取自厂家的规格表。其他无人机请选择“自定数值”，并输入其规格表中的这三个数值。电池老化、载荷和低温会缩短续航：如果您自己测量过，请输入实测值。</translation>
    </message>
    <message>
        <source>Tolerance of the height above ground (m)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>离地高度的容差 (m)</translation>
    </message>
    <message>
        <source>Demand range (m)</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>需求范围 (m)</translation>
    </message>
    <message>
        <source>Detection range field (m)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>探测距离字段 (m)</translation>
    </message>
    <message>
        <source>Detection time field (s)</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>探测时间字段 (s)</translation>
    </message>
    <message>
        <source>Detection range (m)</source>
        <extracomment>algorithms/inputs/detection.py, algorithms/patroleffort.py</extracomment>
        <translation>探测距离 (m)</translation>
    </message>
    <message>
        <source>{layer} has no features, so no fix can be used. Choose another layer.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>{layer} 没有要素，因此没有可用的定位点。请选择其他图层。</translation>
    </message>
    <message>
        <source>Distance to no-fly zones (m)</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>到禁飞区的距离 (m)</translation>
    </message>
    <message>
        <source>Least distance to no-fly zones (m)</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>到禁飞区的最小距离 (m)</translation>
    </message>
    <message>
        <source>Cell size (m)</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>单元格大小 (m)</translation>
    </message>
    <message>
        <source>Reach of the grid (m)</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>网格的延伸距离 (m)</translation>
    </message>
    <message>
        <source>Sample spacing (m)</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>采样间距 (m)</translation>
    </message>
    <message>
        <source>{layer} ({name}) has no feature with a usable geometry. Choose another layer, or leave {name} empty.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>{layer}（{name}）没有几何可用的要素。请选择其他图层，或将 {name} 留空。</translation>
    </message>
    <message>
        <source>Distance within which points are one spot (m)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>视为同一盲区的点间距 (m)</translation>
    </message>
    <message>
        <source>Largest area (m²)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最大面积 (m²)</translation>
    </message>
    <message>
        <source>Least area (m²)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最小面积 (m²)</translation>
    </message>
    <message>
        <source>Least gap (0 to 1)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最小漏巡概率 (0–1)</translation>
    </message>
    <message>
        <source>Distance between drones (m)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>无人机之间的距离 (m)</translation>
    </message>
    <message>
        <source>Height between layers (m)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>高度层间距 (m)</translation>
    </message>
    <message>
        <source>Longest range (m)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>最大航程 (m)</translation>
    </message>
    <message>
        <source>Width of corridors along lines (m)</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>沿线带状区域的宽度 (m)</translation>
    </message>
    <message>
        <source>PERIOD_START is not before PERIOD_END. Set PERIOD_START before PERIOD_END, or leave both empty.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>PERIOD_START 不早于 PERIOD_END。请使 PERIOD_START 早于 PERIOD_END，或将两者都留空。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Tonight&apos;s flights from the fixes of your patrols, in one run: the gaps are scored, the blind spots are found, routes of the drones to them are planned, and what these would gain is computed.&lt;/p&gt; &lt;p&gt;All other parameters have their usual values. To change them, open a copy of the model in the designer (right click on it in the Processing toolbox), or run the four algorithms one after the other.&lt;/p&gt;</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>&lt;p&gt;由巡逻的定位点一次得到今晚的飞行：计算漏巡概率，查找盲区，规划无人机前往盲区的航线，并计算其改善量。&lt;/p&gt; &lt;p&gt;其他所有参数使用常用值。若要更改，请在模型构建器中打开该模型的副本（在数据处理工具箱中右键单击它），或依次运行这四个算法。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>How likely is it that something happens here and no patrol notices it in time?</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>此处发生情况，而没有巡逻及时发现，这种可能性有多大？</translation>
    </message>
    <message>
        <source>Nightly plan</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>每夜方案</translation>
    </message>
    <message>
        <source>The fewest places that hold half of the priority, as spots.</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>合计占一半优先度的最少地点，合并为盲区。</translation>
    </message>
    <message>
        <source>What the gaps would be if these routes were flown in every watch. The report can be shared.</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>如果在每个值守时段都按这些航线飞行，漏巡概率会变成多少。报告可以分享。</translation>
    </message>
    <message>
        <source>Where and when to fly, so that most of the gaps is closed. The watch is that of the scores.</source>
        <extracomment>algorithms/models/nightly_plan.py</extracomment>
        <translation>何时飞往何处，才能补上最多的漏巡。值守时段与评分时相同。</translation>
    </message>
    <message>
        <source>&lt;p&gt;How many hours and kilometres did patrols spend in each cell or zone, how often did they visit it, and when was the last visit? This is the classic view of the work of a patrol service, for a grid or for your own zones.&lt;/p&gt; &lt;p&gt;Tracks are cut exactly at the edges of cells and zones: the sums over the cells are the totals of the tracks, as far as the grid covers them. The log reports the effort outside. Zones may overlap; then each zone counts everything inside it.&lt;/p&gt; &lt;p&gt;The positions of a receiver that does not move scatter by some metres. This scatter does not count as kilometres: many hours with few kilometres mean standing. The log says how many kilometres it would have been.&lt;/p&gt; &lt;p&gt;Only the watch and the period count, and tracks are cut at their limits. By default these contain all data. Outages do not count, because the position of the unit is unknown. A single fix is a visit of no length. A &lt;b&gt;visit&lt;/b&gt; is an unbroken stay of one unit; it also ends when the watch ends.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;within_range&lt;/b&gt; is the share of the area of the cell or zone that was within the &lt;b&gt;Detection range&lt;/b&gt; of a unit. Only this field is an estimate. It is computed at points with the &lt;b&gt;Sample spacing&lt;/b&gt; between them: a square pattern in a zone, and k x k points in a cell, with k at least 4.&lt;/p&gt; &lt;p&gt;Effort is not coverage. An hour in a car park counts as much as an hour on the beat, and a place can be visited every day at the same hour and still be unseen all night. Use Score gaps to find such places.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last visit, cell by cell, is the path of an officer. So first_seen and last_seen are rounded down to a quarter of an hour or an hour if at least three units were there in that time, otherwise to the start of the day. Hours and kilometres are exact, because their sums are the totals: where only one unit came, they are that unit&apos;s.&lt;/p&gt;</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>&lt;p&gt;巡逻在每个单元格或区中用了多少小时、走了多少公里、到访了多少次，最后一次到访在何时？这是反映巡逻工作的常用视图，可用于网格或您自己的区。&lt;/p&gt; &lt;p&gt;轨迹在单元格和区的边界处精确切分：只要网格覆盖到，各单元格之和就等于轨迹的总量。日志报告范围之外的巡逻量。区可以重叠，此时每个区都计入其内的全部。&lt;/p&gt; &lt;p&gt;静止的接收机的位置会散布几米。这种散布不计为公里数：小时多而公里少，表示静止。日志说明它本来会有多少公里。&lt;/p&gt; &lt;p&gt;只计值守时段和分析期，轨迹在其界限处切断。默认情况下它们包括全部数据。信号中断不计入，因为单元的位置未知。单个定位点是没有时长的到访。&lt;b&gt;到访&lt;/b&gt;是一个单元不间断的停留；值守时段结束时也结束。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;within_range&lt;/b&gt; 是单元格或区的面积中曾处于某单元&lt;b&gt;探测距离&lt;/b&gt;之内的占比。只有该字段是估计值。它在间距为&lt;b&gt;采样间距&lt;/b&gt;的点上计算：区内为方形排列，单元格内为 k x k 个点，k 至少为 4。&lt;/p&gt; &lt;p&gt;巡逻量不等于覆盖。停车场里的一小时与巡区里的一小时同样计数；一个地点可能每天同一钟点都有人到访，却整夜无人看到。请用“计算漏巡概率”找出这样的地点。&lt;/p&gt; &lt;p&gt;&lt;b&gt;针对地点，不针对个人。&lt;/b&gt;逐个单元格的最后到访时间，就是一名警员的行踪。因此，若该时间内至少有三个单元在场，first_seen 和 last_seen 向下取整到一刻钟或一小时，否则取整到当天的开始。小时数和公里数是精确的，因为它们的和就是总量：只有一个单元到过之处，它们就是该单元的数据。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>How many hours, kilometres and visits did each cell or zone get?</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>每个单元格或区得到了多少小时、公里和到访？</translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly tonight, tomorrow, and all week? Each night is planned as in Plan drone routes: its sorties close as much of the gap over the watch as they can. Then the next night is planned, with what the nights before it leave. Patrols are assumed to continue as in the period.&lt;/p&gt; &lt;p&gt;&lt;b&gt;The nights are a rotation.&lt;/b&gt; For the score, the plan of night 1 is flown in the first watch of the period, the plan of night 2 in the next watch, and so on; after the last night the rotation starts again. Each plan is made for the gaps of those watches in which it is flown. PRIORITY_AFTER is computed from the gaps that all this would have given, and CLOSED_PRIORITY is what the drones close. So both count only the gain of visiting a place every so many nights. The period should have at least as many watches as there are nights.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;What a place counts after a visit&lt;/b&gt; is a choice between the highest gain and a fair distribution. A gap is a mean over all nights, so the highest mean gain may come from flying the same best plan every night. But then the flights are soon known to everybody, and other places never see a drone. So a place counts less in later nights, the more of its gap a night has closed. After a night that closed all of it, the place keeps this weight of its priority; after one that closed 30 %, it loses three tenths as much (it keeps 70 % with a weight of 0, 85 % with 0.5). The factors of several nights multiply. 1: drones go where the gain is highest, even if that is the same every night. 0: places whose gaps have been closed in full are left out while there are others; when there are none left, earlier nights no longer count.&lt;/p&gt; &lt;p&gt;&lt;b&gt;If the objective is to serve each spot once&lt;/b&gt;, gaps are scored again as if all nights so far had been flown, and a place that drones have served or flown over keeps this weight of its priority after each such night. Flights begin one revisit interval after the watch begins, or at the time of day of the given first night.&lt;/p&gt; &lt;p&gt;Blind spots are found only among the places that drones can reach. The others are left out, and the log gives their number. The first night shows which spots cannot be visited, and why; these are not tried again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Draw the nights at random.&lt;/b&gt; A rotation can be learned by observation. With this option, several different plans are made, each for the gaps of all watches. Each plan gets a probability, so that the place that is least likely to be visited in a night has the highest possible probability of a visit. A place is visited by a plan that comes within the drones&apos; range. Then a plan is drawn for each night. The least entropy keeps the draw from being certain. Only places in blind spots (those found before any flight) that at least one plan visits are considered; the lowest probability among them is LEAST_PROBABILITY. If several mixtures of plans are equally good, the one that visits the most priority is used. The same seed draws the same nights: choose your own seed, write it down, and keep it secret.&lt;/p&gt; &lt;p&gt;Night 1 is the first watch after the period; if a first night is given, it is the first watch from that date on. The planner chooses when each sortie takes off, from the start of the watch to one revisit interval after its end. The time to search is for each plan.&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>&lt;p&gt;今晚、明晚和整个一周，无人机应当何时飞往何处？每一夜都像“规划无人机航线”那样规划：其架次尽可能多地补上值守时段内的漏巡。然后根据前几夜留下的情况规划下一夜。假定巡逻仍与分析期内相同。&lt;/p&gt; &lt;p&gt;&lt;b&gt;各夜构成轮换。&lt;/b&gt;评分时，第 1 夜的方案在分析期的第一个值守时段飞行，第 2 夜的方案在下一个值守时段飞行，以此类推；最后一夜之后轮换重新开始。每个方案都针对它所飞行的那些值守时段的漏巡概率制定。PRIORITY_AFTER 由全部飞行之后的漏巡概率计算，CLOSED_PRIORITY 是无人机补上的部分。因此两者都只计入每隔若干夜到访一个地点的效果。分析期内的值守时段至少应与夜数一样多。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;地点被到访后还计多少&lt;/b&gt;，是在最大改善与公平分布之间的取舍。漏巡概率是全部各夜的平均值，因此最大的平均改善可能来自每夜都飞同一个最佳方案。但这样飞行很快就尽人皆知，其他地点则永远见不到无人机。所以，某一夜补上的漏巡越多，该地点在以后各夜的分量就越小。全部补上之后，该地点保留其优先度的这一权重；补上 30 % 之后，减少量为其十分之三（权重为 0 时保留 70 %，为 0.5 时保留 85 %）。多个夜的系数相乘。1：无人机飞往改善最大之处，即使每夜都相同。0：只要还有其他地点，漏巡已全部补上的地点就被略去；没有剩余时，之前各夜不再计入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;若目标是每个盲区到访一次&lt;/b&gt;，则按此前各夜均已飞行重新计算漏巡概率，无人机到访过或飞越过的地点，在每个这样的夜之后保留其优先度的这一权重。飞行从值守时段开始后一个重访间隔开始，或在给定的第一夜的时刻开始。&lt;/p&gt; &lt;p&gt;只在无人机可到达的地点中查找盲区，其余的被略去，日志给出其数量。第一夜会表明哪些盲区无法到访以及原因；以后不再尝试。&lt;/p&gt; &lt;p&gt;&lt;b&gt;随机抽取各夜。&lt;/b&gt;轮换可以通过观察摸清。使用此选项时，会制定多个不同的方案，每个都针对全部值守时段的漏巡概率。每个方案得到一个概率，使一夜中最不可能被到访的地点具有尽可能高的到访概率。方案进入无人机探测距离之内的地点即为被该方案到访。然后为每一夜抽取一个方案。最小熵使抽取不至于成为必然。只考虑盲区（任何飞行之前找到的）中至少有一个方案到访的地点；其中最低的概率为 LEAST_PROBABILITY。若多种方案组合同样好，则采用到访优先度最高的一种。相同的随机种子抽取相同的各夜：请选择自己的种子，记录下来并保密。&lt;/p&gt; &lt;p&gt;第 1 夜是分析期之后的第一个值守时段；若给出了第一夜，则为从该日期起的第一个值守时段。每个架次何时起飞由规划器选择，从值守时段开始到其结束后一个重访间隔。搜索时间是每个方案的时间。&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Least entropy of the draw (0 to 1)</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>抽取的最小熵 (0–1)</translation>
    </message>
    <message>
        <source>Makes several plans and draws one of them for each night. Then nobody can predict where the drones go, or rely on a place to be without drones. Set a Seed of your own, among the advanced parameters, and keep it secret.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>制定多个方案，并为每一夜抽取其中一个。这样无人能够预知无人机飞往何处，也无人能指望某处没有无人机。请在高级参数中设置自己的随机种子，并保密。</translation>
    </message>
    <message>
        <source>What a place counts after a visit (0 to 1)</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>地点被到访后还计多少 (0–1)</translation>
    </message>
    <message>
        <source>Where and when should drones fly tonight, tomorrow, and all week?</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>今晚、明晚和整个一周，无人机应当何时飞往何处？</translation>
    </message>
    <message>
        <source>Plan many nights</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>规划多夜</translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly, so that they close the most of the gaps? The planner uses all drones, all batteries and all hours of the watch.&lt;/p&gt; &lt;p&gt;A visit &lt;b&gt;closes&lt;/b&gt; what began up to one revisit interval before it, because it is noticed in time. So a spot may be worth several visits, and a visit soon after another one closes little. The planner chooses the stops of each sortie, their order, and when the sortie takes off: from the start of the watch until one revisit interval after its end. CLOSED_PRIORITY is the priority that the plan closes, as Assess a plan measures it. SHARE_CLOSED is its share of the priority of all scored places (&lt;b&gt;Scored places&lt;/b&gt;), or of the spots where these are not given; TOTAL_PRIORITY is that of the spots alone. When in the watch the gap of a spot is open comes from Score gaps, by way of Find blind spots (gap_profile). Without that, the gap is taken to be the same at all hours.&lt;/p&gt; &lt;p&gt;With &lt;b&gt;Serve each spot once&lt;/b&gt; as the objective, the drones visit the spots that together have the highest priority, each once. &quot;Served&quot; means visited once; it does not mean that the gap is closed.&lt;/p&gt; &lt;p&gt;Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include wind, climb, descent and hovering.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;Drones are separated by altitude layers. Where these do not separate them, the later drone waits (&lt;b&gt;Distance between drones&lt;/b&gt;). At a launch site, a time passes between take-offs and landings (&lt;b&gt;Time between movements at a launch site&lt;/b&gt;).&lt;/p&gt; &lt;p&gt;Spots that no drone visits are in a layer of their own, with the reason. &lt;b&gt;Where more drones stop paying&lt;/b&gt;: the log says what one more sortie for each drone, and one more drone, would close. UPPER_BOUND says how much better a plan could be at most: visits to these stops, in the ways considered here, cannot close (or serve) more. It includes what this plan closes in passing, between its stops.&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own drones, and how many sorties each may fly.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">&lt;p&gt;无人机应当何时飞往何处，才能补上最多的漏巡？规划器使用全部无人机、全部电池和值守时段的全部时间。&lt;/p&gt; &lt;p&gt;一次到访能&lt;b&gt;补上&lt;/b&gt;此前一个重访间隔之内开始的情况，因为它们被及时发现。因此一个盲区可能值得多次到访，而紧接着的再次到访补上的很少。规划器选择每个架次的停留点、其顺序以及起飞时刻：从值守时段开始到其结束后一个重访间隔。CLOSED_PRIORITY 是方案补上的优先度，与“评估方案”的计算方式相同。SHARE_CLOSED 是它占全部已评分地点（&lt;b&gt;已评分的地点&lt;/b&gt;）优先度的比例；没有给出已评分的地点时，是占各盲区优先度的比例；TOTAL_PRIORITY 只是盲区的优先度。盲区的漏巡在值守时段的何时存在，来自“计算漏巡概率”，经由“查找盲区”（gap_profile）。没有它时，假定漏巡概率在各时刻相同。&lt;/p&gt; &lt;p&gt;以&lt;b&gt;每个盲区到访一次&lt;/b&gt;为目标时，无人机到访合计优先度最高的盲区，每个一次。“服务”是指到访一次，并不表示漏巡已经补上。&lt;/p&gt; &lt;p&gt;无人机在点上悬停，沿线飞行，对面进行扫描。每个架次都从其起降点起飞并回到该点。它用一块电池飞行，降落后留有备用电量，并绕开禁飞区。时间和能量包括风、爬升、下降和悬停。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;无人机按高度层隔开。高度层不能隔开时，后起飞的无人机等候（&lt;b&gt;无人机之间的距离&lt;/b&gt;）。同一起降点的起降之间留有时间（&lt;b&gt;起降点起降间隔&lt;/b&gt;）。&lt;/p&gt; &lt;p&gt;没有无人机到访的盲区在单独的图层中，并附有原因。&lt;b&gt;再增加无人机何时不再划算&lt;/b&gt;：日志给出每架无人机增加一个架次、以及增加一架无人机能多补上多少。UPPER_BOUND 表明方案最多还能好多少：以此处考虑的方式到访这些停留点，补上（或服务）的不会更多。它包括本方案在停留点之间顺路补上的部分。&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;首次运行时，请给出盲区、起降点和禁飞区。然后设置您自己无人机的续航时间和速度，以及每架可飞的架次。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Where and when should drones fly to close the most of the gaps?</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>无人机应当何时飞往何处，才能补上最多的漏巡？</translation>
    </message>
    <message>
        <source>Plan drone routes</source>
        <extracomment>algorithms/models/nightly_plan.py, algorithms/planroutes.py</extracomment>
        <translation>规划无人机航线</translation>
    </message>
    <message>
        <source>Cleans GPS fixes and joins them to tracks.</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>清理 GPS 定位点，并将其连接为轨迹。</translation>
    </message>
    <message>
        <source>Worst accuracy to keep (m)</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>保留的最差精度 (m)</translation>
    </message>
    <message>
        <source>Prepare tracks</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>整理轨迹</translation>
    </message>
    <message>
        <source>qgis_process run {algorithm} --</source>
        <extracomment>algorithms/reference_example.py</extracomment>
        <translation>qgis_process run {algorithm} --</translation>
    </message>
    <message>
        <source>as recorded</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>沿用记录</translation>
    </message>
    <message>
        <source>as recorded, otherwise {usual}</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>沿用记录，否则为 {usual}</translation>
    </message>
    <message>
        <source>at least {least:g}</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>至少 {least:g}</translation>
    </message>
    <message>
        <source>choice</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>选项</translation>
    </message>
    <message>
        <source>date and time</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>degrees</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>度</translation>
    </message>
    <message>
        <source>empty</source>
        <extracomment>algorithms/inputs/report_records.py, algorithms/reference_page.py, algorithms/value_types.py</extracomment>
        <translation>空</translation>
    </message>
    <message>
        <source>field</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>字段</translation>
    </message>
    <message>
        <source>file</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>layer: {geometries}</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>图层：{geometries}</translation>
    </message>
    <message>
        <source>layers</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>多个图层</translation>
    </message>
    <message>
        <source>layers: {geometries}</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>多个图层：{geometries}</translation>
    </message>
    <message>
        <source>length</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>长度</translation>
    </message>
    <message>
        <source>lines</source>
        <extracomment>algorithms/inputs/layer_gate.py, algorithms/reference_page.py, layers/tables.py</extracomment>
        <translation>线</translation>
    </message>
    <message>
        <source>must be given</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>必填</translation>
    </message>
    <message>
        <source>points</source>
        <extracomment>algorithms/inputs/layer_gate.py, algorithms/reference_page.py, layers/tables.py</extracomment>
        <translation>点</translation>
    </message>
    <message>
        <source>polygons</source>
        <extracomment>algorithms/inputs/layer_gate.py, algorithms/reference_page.py, layers/tables.py</extracomment>
        <translation>多边形</translation>
    </message>
    <message>
        <source>time of day</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>时刻</translation>
    </message>
    <message>
        <source>whole number</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>yes or no</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>是或否</translation>
    </message>
    <message>
        <source>{least:g} to {most:,.10g}</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>{least:g} 至 {most:,.10g}</translation>
    </message>
    <message>
        <source>layer</source>
        <extracomment>algorithms/inputs/recorded_layers.py, algorithms/reference_page.py</extracomment>
        <translation>图层</translation>
    </message>
    <message>
        <source>number</source>
        <extracomment>algorithms/reference_page.py</extracomment>
        <translation>数字</translation>
    </message>
    <message>
        <source>raster</source>
        <extracomment>algorithms/reference_page.py, algorithms/repeatrun.py</extracomment>
        <translation>栅格</translation>
    </message>
    <message>
        <source>text</source>
        <extracomment>algorithms/reference_page.py, algorithms/value_types.py</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>&lt;p&gt;Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result carries.&lt;/p&gt; &lt;p&gt;The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers, must still be in the project.&lt;/p&gt; &lt;p&gt;AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values, which another machine or another version of a library may cause; the log says which of the two. Otherwise AGREES is 0, and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no longer as they were, whether the result itself was edited after it was made, and with which versions it was made and repeated. If only the inputs have changed, the result is not wrong, but out of date.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower computer that takes longer than the time limit.&lt;/p&gt; &lt;p&gt;A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several outputs, only the one that is given is made again.&lt;/p&gt;</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation type="vanished">&lt;p&gt;这个结果真是由其输入得到的吗？取一个由 Blindspot 生成的结果，以相同的参数对相同的输入再次运行相同的算法，并进行比较。所需的一切都在结果所带的运行记录中。&lt;/p&gt; &lt;p&gt;先在相对于结果的原位置查找输入，因此整个文件夹可以移动或交给他人；然后在旧路径查找；再在结果所在的文件夹查找。没有文件的输入，例如临时图层，必须仍在工程中。&lt;/p&gt; &lt;p&gt;若全部要素相同（顺序不限），或差异小于其数值的十亿分之一（另一台计算机或库的另一个版本可能造成），则 AGREES 为 1；日志说明是哪一种。否则 AGREES 为 0，日志说明有多少要素不同、在哪些字段、最多相差多少。日志还说明哪些输入已与当时不同，结果本身在生成之后是否被编辑过，以及生成和重复时的版本。如果只是输入发生了变化，结果并没有错，只是已经过时。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;受时间限制的方案以相同的搜索步数重复，因此也会一致。在较慢的计算机上，这会超过时间限制。&lt;/p&gt; &lt;p&gt;对选中要素的运行无法重复，因为选择没有记录。对有多个输出的算法，只重新生成给出的那一个。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Is a result what its inputs give? Makes it again and compares.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>结果真是由其输入得到的吗？重新生成并比较。</translation>
    </message>
    <message>
        <source>Repeat a run</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>重复运行</translation>
    </message>
    <message>
        <source>Layers of a rerun of the same question</source>
        <extracomment>algorithms/rerun_setting.py</extracomment>
        <translation>同一问题重新运行时的图层</translation>
    </message>
    <message>
        <source>replace those of the earlier run</source>
        <extracomment>algorithms/rerun_setting.py</extracomment>
        <translation>替换之前运行的图层</translation>
    </message>
    <message>
        <source>stand beside those of the earlier run</source>
        <extracomment>algorithms/rerun_setting.py</extracomment>
        <translation>与之前运行的图层并列</translation>
    </message>
    <message>
        <source>&lt;p&gt;How likely is it that something happens at a place and no patrol notices it in time?&lt;/p&gt; &lt;p&gt;The &lt;b&gt;gap&lt;/b&gt; of a place is the probability that a condition that starts at a random moment of the watch goes unseen for the revisit interval. 0: it is always seen in time; 1: never. The gap is computed exactly from the tracks, for the cells of a grid or for your own places. It can be compared between cities and months, because it is a probability and is never rescaled.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt; = demand x gap. &lt;b&gt;why&lt;/b&gt; explains the score in a sentence: what the watch saw, and then what other hours saw. visits, dwell_s and last_seen count all hours; watch_visits, watch_dwell_s and nights_seen count the watch alone, as the gap does. Idleness is measured in wall-clock time over the whole period that the data cover, day and night: &lt;b&gt;mean_idle_s&lt;/b&gt; is the time since the last pass, averaged over the period, and &lt;b&gt;worst_gap_s&lt;/b&gt; is the longest time without a pass. Intervals at the start or end of the period may really be longer; why then says &quot;at least&quot;.&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;For a first run, give the fixes, the unit field and the area that the patrols are responsible for; the log says which time field and time zone were assumed. Then add demand layers.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Unknown is not unpatrolled.&lt;/b&gt; gap counts only what the fixes show. While a receiver was silent (an outage), its unit may have been anywhere within reach at the &lt;b&gt;Speed during outages&lt;/b&gt;. In a night without any fix, all units may have been anywhere. &lt;b&gt;gap_low&lt;/b&gt; takes this into account. It is a lower bound for each place, not a map of what happened, because a unit cannot have been everywhere at once. Where gap and gap_low differ much, repair the receivers before you blame the patrols.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;Where data end is not where patrols end.&lt;/b&gt; Moments whose revisit interval reaches before the first or after the last fix are left out, and the log gives their hours and dates. To count them as unpatrolled, use the advanced parameter &lt;b&gt;Watches that the data cover in part&lt;/b&gt;.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Standing counts.&lt;/b&gt; A parked vehicle sees what is around it, so its car park has a small gap. The whole stay is one visit, even if the receiver was silent for some of it, and why calls it a long stay. To exclude standing, set the &lt;b&gt;Slowest speed that counts&lt;/b&gt;, or filter the input if you know which vehicles were empty.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last pass, cell by cell, is the path of an officer. So last_seen is rounded down to a quarter of an hour or an hour if at least three units were at the place in that time, otherwise to the start of the day of the watch (from one start of the watch to the next). worst_gap_s and mean_idle_s are rounded down as well, because the time of a pass can be computed from them, and so are the times in why. &lt;b&gt;gap_profile&lt;/b&gt; shows when in the watch a place is usually seen. Where fewer than three units saw the place, it tells a pass only to the quarter of an hour. Where they did so in fewer than three nights, it would date a pass, so it is the same at all times. gap and priority are exact. In a place with few passes even the gap depends on when they were: do not publish such a map for a single unit.&lt;/p&gt;</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>&lt;p&gt;某处发生情况，而没有巡逻及时发现，这种可能性有多大？&lt;/p&gt; &lt;p&gt;一个地点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在值守时段的随机时刻开始的情况在重访间隔内无人发现的概率。0：总能及时看到；1：从来看不到。漏巡概率由轨迹精确计算，针对网格的单元格或您自己的地点。它可以在城市之间、月份之间比较，因为它是概率，从不重新缩放。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt;（优先度）= 需求 x 漏巡概率。&lt;b&gt;why&lt;/b&gt; 用一句话说明评分：先是值守时段内看到的，然后是其他时间看到的。visits、dwell_s 和 last_seen 计全部时间；watch_visits、watch_dwell_s 和 nights_seen 只计值守时段，与漏巡概率相同。未巡时间按钟表时间计，覆盖数据所及的整个分析期，不分昼夜：&lt;b&gt;mean_idle_s&lt;/b&gt; 是距上一次经过的时间在分析期内的平均，&lt;b&gt;worst_gap_s&lt;/b&gt; 是最长无经过时间。分析期开始或结束处的间隔实际可能更长，此时 why 会注明“至少”。&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;首次运行时，请给出定位点、单元字段和巡逻所负责的区域；日志说明假定了哪个时间字段和时区。然后加上需求图层。&lt;/p&gt; &lt;p&gt;&lt;b&gt;未知不等于无人巡逻。&lt;/b&gt;漏巡概率只计定位点所显示的情况。接收机静默期间（信号中断），该单元可能在以&lt;b&gt;信号中断期间的速度&lt;/b&gt;所能到达的任何地方。没有任何定位点的夜，所有单元都可能在任何地方。&lt;b&gt;gap_low&lt;/b&gt; 考虑了这一点。它是每个地点的下界，而不是实际情况的地图，因为一个单元不可能同时在所有地方。gap 与 gap_low 相差很大之处，请先检修接收机，再追究巡逻。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;&lt;b&gt;数据结束之处不等于巡逻结束之处。&lt;/b&gt;重访间隔早于第一个定位点或晚于最后一个定位点的时刻被略去，日志给出其小时数和日期。若要把它们计为无巡逻，请使用高级参数&lt;b&gt;数据只覆盖一部分的值守时段&lt;/b&gt;。&lt;/p&gt; &lt;p&gt;&lt;b&gt;静止也计入。&lt;/b&gt;停着的车辆能看到周围，因此其停车场的漏巡概率很小。整段停留算一次到访，即使其间接收机静默了一段时间，why 会称之为长时间停留。若要排除静止，请设置&lt;b&gt;计入的最低速度&lt;/b&gt;；若您知道哪些车辆无人，请过滤输入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;针对地点，不针对个人。&lt;/b&gt;逐个单元格的最后经过时间，就是一名警员的行踪。因此，若该时间内至少有三个单元在该地点，last_seen 向下取整到一刻钟或一小时，否则取整到值守日的开始（值守时段两次开始之间）。worst_gap_s 和 mean_idle_s 也向下取整，因为由它们可以推算经过的时间；why 中的时间同样如此。&lt;b&gt;gap_profile&lt;/b&gt; 显示地点通常在值守时段的何时被看到。看到该地点的单元不足三个时，它只把经过精确到一刻钟。若他们到场的夜不足三个，就会推出经过的日期，此时各时刻取相同的值。gap 和 priority 是精确的。经过很少的地点，连漏巡概率也取决于经过的时间：不要发布单个单元的此类地图。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>How likely is it that something happens at a place and no patrol notices it in time?</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>某处发生情况，而没有巡逻及时发现，这种可能性有多大？</translation>
    </message>
    <message>
        <source>Score gaps</source>
        <extracomment>algorithms/models/nightly_plan.py, algorithms/scoregaps.py</extracomment>
        <translation>计算漏巡概率</translation>
    </message>
    <message>
        <source>&lt;p&gt;How certain is each blind spot? Positions have errors of a few metres, the detection range and the right revisit interval are not known exactly, and the position of the grid is arbitrary. This algorithm scores the gaps and finds the spots many times with such changes, and counts how often each spot is &lt;b&gt;found again&lt;/b&gt;. A spot is found again if the spots of a repeat cover enough of it (&lt;b&gt;Share that must be found again&lt;/b&gt;). Parameters that are left empty are taken from the record of the blind spots. The log gives the number of spots that are not found with these parameters at all.&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt; is the share of the repeats in which the spot is found again. In each repeat, every fix is moved within its accuracy. The detection ranges (of all units together) and the revisit interval are multiplied by independent random numbers from 0.75 to 1.25. A grid is moved by up to half a cell in x and y; your own places are not moved.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;Fixes are moved like real errors of receivers: by about their accuracy, and by similar amounts from one fix to the next, so that a track moves as a whole. The fixes of the cleaned tracks are moved; they are not read or cleaned again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; is the setting that alone loses most of the spot. To find it, each setting is also varied while the others stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and lost_grid are the mean shares that are lost. If a spot depends most on the detection range, measure this range better before you send a drone. The same seed gives the same result.&lt;/p&gt; &lt;p&gt;Each repeat takes as long as Score gaps and Find blind spots together, without reading and writing layers. 20 repeats need 45 such runs in total.&lt;/p&gt;</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>&lt;p&gt;每个盲区有多确定？位置有几米的误差，探测距离和恰当的重访间隔并不确切知道，网格的位置是任意的。本算法在这些变化下多次计算漏巡概率并查找盲区，统计每个盲区&lt;b&gt;再次找到&lt;/b&gt;的次数。若某次重复的盲区覆盖了它的足够部分（&lt;b&gt;须再次找到的占比&lt;/b&gt;），就算再次找到。留空的参数取自盲区的运行记录。日志给出以这些参数根本找不到的盲区的数量。&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt;（稳定性）是再次找到该盲区的重复次数占比。在每次重复中，每个定位点在其精度范围内移动。探测距离（全部单元一起）和重访间隔各乘以 0.75 至 1.25 之间的独立随机数。网格在 x 和 y 方向最多移动半个单元格；您自己的地点不移动。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;定位点像接收机的真实误差那样移动：幅度约为其精度，相邻定位点的移动量相近，因此轨迹整体移动。移动的是清理后轨迹的定位点；不会重新读取或清理。&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; 是单独改变就使盲区损失最多的设置。为找到它，每个设置还会单独变化，其他设置保持给定值，次数约为重复次数的四分之一。lost_accuracy、lost_range、lost_revisit 和 lost_grid 是平均损失的占比。如果盲区最依赖探测距离，请先更准确地测定探测距离，再派出无人机。相同的随机种子给出相同的结果。&lt;/p&gt; &lt;p&gt;每次重复所需的时间相当于“计算漏巡概率”与“查找盲区”之和，不含图层的读写。20 次重复共需 45 次这样的运行。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy of the fixes (m)</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>定位点的精度 (m)</translation>
    </message>
    <message>
        <source>How certain is each blind spot, and what does it depend on most?</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>每个盲区有多确定，最依赖什么？</translation>
    </message>
    <message>
        <source>{layer} (SPOTS) has no feature with a usable geometry. Choose the output of Find blind spots.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>{layer}（SPOTS）没有几何可用的要素。请选择“查找盲区”的输出。</translation>
    </message>
    <message>
        <source>Finds short paths that see all of an area.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>求出能看到整个区域的短路径。</translation>
    </message>
    <message>
        <source>{layer} has no polygon and no line to sweep. Choose another INPUT, or clear its filter.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>{layer} 没有可扫描的多边形或线。请选择其他 INPUT，或清除其过滤器。</translation>
    </message>
    <message>
        <source>0 – 0.1, rarely missed</source>
        <extracomment>engine/score/gap_classes.py</extracomment>
        <translation>0 – 0.1，很少漏巡</translation>
    </message>
    <message>
        <source>0.75 – 1, mostly missed</source>
        <extracomment>engine/score/gap_classes.py</extracomment>
        <translation>0.75 – 1，大多漏巡</translation>
    </message>
    <message>
        <source>1, never seen in time</source>
        <extracomment>engine/score/gap_classes.py</extracomment>
        <translation>1，从未及时看到</translation>
    </message>
    <message>
        <source>Blindspot: {question}</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>Blindspot：{question}</translation>
    </message>
    <message>
        <source>a layer</source>
        <extracomment>algorithms/inputs/recorded_run.py, engine/score/recorded_question.py</extracomment>
        <translation>一个图层</translation>
    </message>
    <message>
        <source>blind spots</source>
        <extracomment>engine/pages/report_finding.py, engine/score/recorded_question.py</extracomment>
        <translation>盲区</translation>
    </message>
    <message>
        <source>cells of {size:g} m</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>{size:g} m 单元格</translation>
    </message>
    <message>
        <source>drone routes</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>无人机航线</translation>
    </message>
    <message>
        <source>from {start}</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>从 {start} 起</translation>
    </message>
    <message>
        <source>range {distance:g} m</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>探测距离 {distance:g} m</translation>
    </message>
    <message>
        <source>sweep paths</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>扫描路径</translation>
    </message>
    <message>
        <source>tracks</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>until {end}</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>到 {end} 为止</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <extracomment>engine/score/recorded_question.py</extracomment>
        <translation>{start} 至 {end}</translation>
    </message>
    <message>
        <source>it does not say how it was made</source>
        <extracomment>layers/result_tree.py</extracomment>
        <translation>它没有说明它是如何生成的</translation>
    </message>
    <message>
        <source>it is being edited</source>
        <extracomment>layers/result_tree.py</extracomment>
        <translation>它正在编辑</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>engine/pages/report_finding.py, layers/result_tree.py</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>{name} of an earlier run is kept: {why}.</source>
        <extracomment>layers/result_tree.py</extracomment>
        <translation>保留之前运行的 {name}：{why}。</translation>
    </message>
    <message>
        <source>{name} replaces that of the earlier run.</source>
        <extracomment>layers/result_tree.py</extracomment>
        <translation>{name} 替换之前运行的图层。</translation>
    </message>
    <message>
        <source>{name}: the layer of the earlier run stays beside it in the group {group}. Whether a rerun replaces it is set in Settings &gt; Options &gt; Processing &gt; Providers &gt; Blindspot.</source>
        <extracomment>layers/result_tree.py</extracomment>
        <translation>{name}：之前运行的图层保留在组 {group} 中，与其并列。重新运行是否替换，可在“设置 &gt; 选项 &gt; 数据处理 &gt; 算法提供者 &gt; Blindspot”中设置。</translation>
    </message>
    <message>
        <source>0.5 – 0.8, often found again</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>0.5 – 0.8，经常再次找到</translation>
    </message>
    <message>
        <source>0.8 – 1, nearly always found again</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>0.8 – 1，几乎总能再次找到</translation>
    </message>
    <message>
        <source>2 – 8 h</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>2 – 8 小时</translation>
    </message>
    <message>
        <source>30 min – 2 h</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>30 分钟 – 2 小时</translation>
    </message>
    <message>
        <source>5 – 30 min</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>5 – 30 分钟</translation>
    </message>
    <message>
        <source>Gap falls by up to 0.1</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>漏巡概率下降不超过 0.1</translation>
    </message>
    <message>
        <source>No change</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>无变化</translation>
    </message>
    <message>
        <source>Not closed</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>未补上</translation>
    </message>
    <message>
        <source>Up to 25 % closed</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>补上不超过 25 %</translation>
    </message>
    <message>
        <source>Worse: gap rises</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>恶化：漏巡概率上升</translation>
    </message>
    <message>
        <source>below 0.5, seldom found again</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>低于 0.5，很少再次找到</translation>
    </message>
    <message>
        <source>more than 8 h</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>超过 8 小时</translation>
    </message>
    <message>
        <source>nobody</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>无人</translation>
    </message>
    <message>
        <source>not drawn: no demand</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>未绘制：没有需求</translation>
    </message>
    <message>
        <source>paler: lower demand</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>较浅：需求较低</translation>
    </message>
    <message>
        <source>up to 5 min</source>
        <extracomment>layers/styles/classes.py</extracomment>
        <translation>不超过 5 分钟</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy, HH:mm</source>
        <extracomment>layers/styles/local_times.py</extracomment>
        <translation>yyyy年M月d日 ddd HH:mm</translation>
    </message>
    <message>
        <source>Area {name}</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>区域 {name}</translation>
    </message>
    <message>
        <source>Blind spot {name}</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>盲区 {name}</translation>
    </message>
    <message>
        <source>Blind spot {rank}</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>盲区 {rank}</translation>
    </message>
    <message>
        <source>Rejected fix</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>被剔除的定位点</translation>
    </message>
    <message>
        <source>Unit {name}</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>单元 {name}</translation>
    </message>
    <message>
        <source>{number} h</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>{number} 小时</translation>
    </message>
    <message>
        <source>{number} min</source>
        <extracomment>layers/styles/map_tips.py</extracomment>
        <translation>{number} 分钟</translation>
    </message>
    <message>
        <source>Night {night}</source>
        <extracomment>layers/styles/map_tips.py, layers/styles/nights.py</extracomment>
        <translation>第 {night} 夜</translation>
    </message>
    <message>
        <source>Drone {number}, sortie {sortie}</source>
        <extracomment>layers/styles/map_tips.py, layers/styles/routes.py</extracomment>
        <translation>{number} 号无人机，第 {sortie} 架次</translation>
    </message>
    <message>
        <source>Night {night}, from {time}</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation type="vanished">第 {night} 夜，{time} 起</translation>
    </message>
    <message>
        <source>Night {night}, from {time}: plan {plan}, drawn with {percent:.0f} %</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation type="vanished">第 {night} 夜，{time} 起：方案 {plan}，抽取概率 {percent:.0f} %</translation>
    </message>
    <message>
        <source>Night {night}: plan {plan}, drawn with {percent:.0f} %</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation>第 {night} 夜：方案 {plan}，抽取概率 {percent:.0f} %</translation>
    </message>
    <message>
        <source>While time is played: the night of that time</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation type="vanished">播放时间时：当时的那一夜</translation>
    </message>
    <message>
        <source>Drone {number}, sorties {sorties}</source>
        <extracomment>layers/styles/routes.py</extracomment>
        <translation>{number} 号无人机，架次 {sorties}</translation>
    </message>
    <message>
        <source>Drone {number}, the same path again</source>
        <extracomment>layers/styles/routes.py</extracomment>
        <translation>{number} 号无人机，重复同一路径</translation>
    </message>
    <message>
        <source>Drone {number}</source>
        <extracomment>layers/styles/routes.py, layers/styles/stops.py, ui/timeline_widget.py</extracomment>
        <translation>{number} 号无人机</translation>
    </message>
    <message>
        <source>Blind spot</source>
        <extracomment>layers/styles/spots.py, layers/styles/words_of_fields.py</extracomment>
        <translation>盲区</translation>
    </message>
    <message>
        <source>Not visited</source>
        <extracomment>layers/styles/stops.py, resources/templates/report.html.j2</extracomment>
        <translation>未到访</translation>
    </message>
    <message>
        <source>Above ground (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>离地高度 (m)</translation>
    </message>
    <message>
        <source>Above sea level (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>海拔 (m)</translation>
    </message>
    <message>
        <source>Action</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>动作</translation>
    </message>
    <message>
        <source>Area</source>
        <extracomment>layers/styles/words_of_fields.py, ui/layer_choice.py</extracomment>
        <translation>区域</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>面积 (m²)</translation>
    </message>
    <message>
        <source>Arrival</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>到达</translation>
    </message>
    <message>
        <source>Arrival (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>到达 (s)</translation>
    </message>
    <message>
        <source>Battery left (%)</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>剩余电量 (%)</translation>
    </message>
    <message>
        <source>Blind spots visited</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>到访的盲区</translation>
    </message>
    <message>
        <source>Coverage</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Days</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>天数</translation>
    </message>
    <message>
        <source>Demand</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/gain_tables.html.j2, ui/layer_choice.py</extracomment>
        <translation>需求</translation>
    </message>
    <message>
        <source>Departure</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>离开</translation>
    </message>
    <message>
        <source>Departure (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>离开 (s)</translation>
    </message>
    <message>
        <source>Distance (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>距离 (m)</translation>
    </message>
    <message>
        <source>Distance to it (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>到它的距离 (m)</translation>
    </message>
    <message>
        <source>Drone</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>无人机</translation>
    </message>
    <message>
        <source>Duration (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>时长 (s)</translation>
    </message>
    <message>
        <source>End</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>结束</translation>
    </message>
    <message>
        <source>Energy (Wh)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>能量 (Wh)</translation>
    </message>
    <message>
        <source>First pass</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>首次经过</translation>
    </message>
    <message>
        <source>First seen</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>首次看到</translation>
    </message>
    <message>
        <source>First visit</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>首次到访</translation>
    </message>
    <message>
        <source>Fixes</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>定位点</translation>
    </message>
    <message>
        <source>Gain</source>
        <extracomment>engine/pages/gain_page.py, layers/styles/words_of_fields.py</extracomment>
        <translation>改善量</translation>
    </message>
    <message>
        <source>Gap</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>漏巡概率</translation>
    </message>
    <message>
        <source>Gap after</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/gain_tables.html.j2</extracomment>
        <translation>之后的漏巡概率</translation>
    </message>
    <message>
        <source>Gap before</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/gain_tables.html.j2</extracomment>
        <translation>之前的漏巡概率</translation>
    </message>
    <message>
        <source>Gap by hour</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>各时刻的漏巡概率</translation>
    </message>
    <message>
        <source>Gi* (q)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>Gi* (q)</translation>
    </message>
    <message>
        <source>Gi* (z)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>Gi* (z)</translation>
    </message>
    <message>
        <source>Heights are measured from</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>高度的起算面</translation>
    </message>
    <message>
        <source>Hours of patrols</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>巡逻小时数</translation>
    </message>
    <message>
        <source>Hours of the watch</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>值守时段小时数</translation>
    </message>
    <message>
        <source>Kilometres of patrols</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>巡逻公里数</translation>
    </message>
    <message>
        <source>Last pass</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>末次经过</translation>
    </message>
    <message>
        <source>Last seen</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>末次看到</translation>
    </message>
    <message>
        <source>Launch site</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/gain_tables.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>起降点</translation>
    </message>
    <message>
        <source>Length (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>长度 (m)</translation>
    </message>
    <message>
        <source>Longer than the shortest by</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>比最短路径长多少倍</translation>
    </message>
    <message>
        <source>Longest time unseen (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>最长无人看到 (s)</translation>
    </message>
    <message>
        <source>Longest time unseen after (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之后最长无人看到 (s)</translation>
    </message>
    <message>
        <source>Longest time unseen before (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之前最长无人看到 (s)</translation>
    </message>
    <message>
        <source>Lost by the accuracy of positions</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>因定位精度的损失</translation>
    </message>
    <message>
        <source>Lost by the detection range</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>因探测距离的损失</translation>
    </message>
    <message>
        <source>Lost by the grid</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>因网格的损失</translation>
    </message>
    <message>
        <source>Lost by the revisit interval</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>因重访间隔的损失</translation>
    </message>
    <message>
        <source>Lowest possible gain</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>可能的最低改善量</translation>
    </message>
    <message>
        <source>Lowest possible gap</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>可能的最低漏巡概率</translation>
    </message>
    <message>
        <source>Mean time unseen (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>平均无人看到 (s)</translation>
    </message>
    <message>
        <source>Minutes of drones</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>无人机分钟数</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>layers/styles/words_of_fields.py, ui/spot_list.py</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the spot</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>盲区名称</translation>
    </message>
    <message>
        <source>Near</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>附近</translation>
    </message>
    <message>
        <source>Night</source>
        <extracomment>layers/styles/words_of_fields.py, ui/result_parts.py</extracomment>
        <translation>夜</translation>
    </message>
    <message>
        <source>Nights seen</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>看到的夜数</translation>
    </message>
    <message>
        <source>Nights seen after</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之后看到的夜数</translation>
    </message>
    <message>
        <source>Nights seen before</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之前看到的夜数</translation>
    </message>
    <message>
        <source>Nights with a drone</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>有无人机的夜数</translation>
    </message>
    <message>
        <source>Number</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Part</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>部分</translation>
    </message>
    <message>
        <source>Part of</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>所属盲区</translation>
    </message>
    <message>
        <source>Passes</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>经过次数</translation>
    </message>
    <message>
        <source>Place</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/gain_tables.html.j2, resources/templates/profile.html.j2</extracomment>
        <translation>地点</translation>
    </message>
    <message>
        <source>Plan</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>方案</translation>
    </message>
    <message>
        <source>Priority</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2, ui/spot_list.py</extracomment>
        <translation>优先度</translation>
    </message>
    <message>
        <source>Priority after</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之后的优先度</translation>
    </message>
    <message>
        <source>Priority before</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之前的优先度</translation>
    </message>
    <message>
        <source>Priority closed</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>补上的优先度</translation>
    </message>
    <message>
        <source>Priority served</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>服务的优先度</translation>
    </message>
    <message>
        <source>Probability of a visit in a night</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>一夜被到访的概率</translation>
    </message>
    <message>
        <source>Probability of the plan</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>方案的概率</translation>
    </message>
    <message>
        <source>Rank</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2, ui/spot_list.py</extracomment>
        <translation>排名</translation>
    </message>
    <message>
        <source>Reason</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Row of the input</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>输入的行</translation>
    </message>
    <message>
        <source>Share of the place in range</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>地点在探测距离内的占比</translation>
    </message>
    <message>
        <source>Shortest possible (m)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>可能的最短长度 (m)</translation>
    </message>
    <message>
        <source>Significant</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>显著</translation>
    </message>
    <message>
        <source>Sortie</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>架次</translation>
    </message>
    <message>
        <source>Speed (m/s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>速度 (m/s)</translation>
    </message>
    <message>
        <source>Stability</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>稳定性</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time in range (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>在探测距离内的时间 (s)</translation>
    </message>
    <message>
        <source>Time in range in the watch (s)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>值守时段内在探测距离内的时间 (s)</translation>
    </message>
    <message>
        <source>Times found again</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>再次找到的次数</translation>
    </message>
    <message>
        <source>Times of visits (local)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>到访时刻（当地）</translation>
    </message>
    <message>
        <source>Track</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Turns</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>转弯</translation>
    </message>
    <message>
        <source>Units</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>巡逻单元</translation>
    </message>
    <message>
        <source>Visits</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2</extracomment>
        <translation>到访次数</translation>
    </message>
    <message>
        <source>Visits after</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之后的到访次数</translation>
    </message>
    <message>
        <source>Visits before</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之前的到访次数</translation>
    </message>
    <message>
        <source>Visits by drones</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>无人机到访次数</translation>
    </message>
    <message>
        <source>Visits in the watch</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>值守时段内的到访次数</translation>
    </message>
    <message>
        <source>Visits in the watch after</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之后值守时段内的到访次数</translation>
    </message>
    <message>
        <source>Visits in the watch before</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>之前值守时段内的到访次数</translation>
    </message>
    <message>
        <source>What matters most</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>影响最大的设置</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/report.html.j2, ui/spot_list.py</extracomment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Altitude above ground (m)</source>
        <extracomment>algorithms/inputs/aircraft.py, layers/styles/words_of_fields.py</extracomment>
        <translation>离地高度 (m)</translation>
    </message>
    <message>
        <source>Swath (m)</source>
        <extracomment>algorithms/inputs/task.py, layers/styles/words_of_fields.py</extracomment>
        <translation>幅宽 (m)</translation>
    </message>
    <message>
        <source>Unit</source>
        <extracomment>layers/styles/words_of_fields.py, resources/templates/reference.html.j2</extracomment>
        <translation>巡逻单元</translation>
    </message>
    <message>
        <source>Tables will show times in UTC: {problem}</source>
        <extracomment>plugin.py</extracomment>
        <translation type="vanished">属性表将以 UTC 显示时间：{problem}</translation>
    </message>
    <message>
        <source>The temporal controller will not take the time range of results: {problem}</source>
        <extracomment>plugin.py</extracomment>
        <translation type="vanished">时态控制器不会采用结果的时间范围：{problem}</translation>
    </message>
    <message>
        <source>Advanced parameters</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>高级参数</translation>
    </message>
    <message>
        <source>Default</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Example</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>示例</translation>
    </message>
    <message>
        <source>In a terminal:</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>在终端中：</translation>
    </message>
    <message>
        <source>In the Python console of QGIS, with all other parameters at their defaults:</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>在 QGIS 的 Python 控制台中，其他所有参数取默认值：</translation>
    </message>
    <message>
        <source>Numbers and texts as results</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>作为结果的数字和文本</translation>
    </message>
    <message>
        <source>Output</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>Outputs</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameter</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>参数</translation>
    </message>
    <message>
        <source>They are in the log, for models to decide by, and in what processing.run returns.</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>它们在日志中，也在 processing.run 的返回值中，供模型据此判断。</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>类型</translation>
    </message>
    <message>
        <source>What it means</source>
        <extracomment>resources/templates/reference.html.j2</extracomment>
        <translation>含义</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>resources/templates/reference.html.j2, resources/templates/reference_index.html.j2</extracomment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>All algorithms of Blindspot</source>
        <extracomment>resources/templates/reference.html.j2, resources/templates/reference_index.html.j2</extracomment>
        <translation>Blindspot 的全部算法</translation>
    </message>
    <message>
        <source>In the order of the workflow. They are in the Processing toolbox; the Help button of a dialog opens the page of its algorithm.</source>
        <extracomment>resources/templates/reference_index.html.j2</extracomment>
        <translation>按工作流程排列。它们在数据处理工具箱中；对话框的“帮助”按钮打开相应算法的页面。</translation>
    </message>
    <message>
        <source>Open a copy in the model designer</source>
        <extracomment>ui/model_designer.py</extracomment>
        <translation>在模型构建器中打开副本</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>ui/results_viewer.py</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Report: {title}</source>
        <extracomment>ui/results_viewer.py</extracomment>
        <translation>报告：{title}</translation>
    </message>
    <message>
        <source>Background of the maps</source>
        <extracomment>algorithms/inputs/background.py</extracomment>
        <translation>地图的底图</translation>
    </message>
    <message>
        <source>Streets, water, a basemap: layers that the report draws below its maps, in their own styles, the first on top; grey if they have none. They change no result. Layers on a server are drawn as far as they can be reached.</source>
        <extracomment>algorithms/inputs/background.py</extracomment>
        <translation>街道、水域、底图：报告绘制在其地图下方的图层，采用其自身的样式，第一个在最上面；没有样式的为灰色。它们不改变任何结果。服务器上的图层在能够访问时绘制。</translation>
    </message>
    <message>
        <source>No result is given. Give at least one of: scored places, blind spots, drone routes, gaps before and after.</source>
        <extracomment>algorithms/inputs/report_layers.py</extracomment>
        <translation>没有给出结果。请至少给出其中之一：已评分的地点、盲区、无人机航线、前后的漏巡概率。</translation>
    </message>
    <message>
        <source>PROFILE has no field {field}. Choose the table that Coverage profile has made.</source>
        <extracomment>algorithms/inputs/report_layers.py</extracomment>
        <translation>PROFILE 没有字段 {field}。请选择“覆盖剖面”生成的表。</translation>
    </message>
    <message>
        <source>The coverage profile has a profile for each place. The report shows one of all places only.</source>
        <extracomment>algorithms/inputs/report_layers.py</extracomment>
        <translation>该覆盖剖面为每个地点各有一个剖面。报告只显示全部地点合计的剖面。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <extracomment>algorithms/inputs/report_layers.py</extracomment>
        <translation>没有给出原因</translation>
    </message>
    <message numerus="yes">
        <source>rows</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/report_records.py, algorithms/outputs/layers.py</extracomment>
        <translation>
            <numerusform>行</numerusform>
        </translation>
    </message>
    <message>
        <source>{layer} answers another question than {first}: {differences}.</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer} 回答的问题与 {first} 不同：{differences}。</translation>
    </message>
    <message>
        <source>{layer} does not say how it was made (it carries no record), so nobody can tell whether it belongs to the others.</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer} 没有说明它是如何生成的（没有运行记录），因此无法判断它是否与其他结果属于一起。</translation>
    </message>
    <message>
        <source>{layer} is of another run than {first}.</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer} 与 {first} 不属于同一次运行。</translation>
    </message>
    <message>
        <source>{layer} was made from a result that had been edited.</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer} 由编辑过的结果生成。</translation>
    </message>
    <message>
        <source>{layer} was made from another result of {algorithm} than {other}.</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer} 所依据的“{algorithm}”的结果与 {other} 不同。</translation>
    </message>
    <message>
        <source>{layer}, {first} to {last} UTC</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{layer}，{first} 至 {last} UTC</translation>
    </message>
    <message>
        <source>{made} UTC, Blindspot {version}</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{made} UTC，Blindspot {version}</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{name}（{count}）</translation>
    </message>
    <message>
        <source>{title} ({value})</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{title}（{value}）</translation>
    </message>
    <message>
        <source>{title} is {there}, not {here}</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation type="vanished">{title}为 {there}，而不是 {here}</translation>
    </message>
    <message>
        <source>{title}: {value}</source>
        <extracomment>algorithms/inputs/report_records.py, ui/figures.py</extracomment>
        <translation>{title}：{value}</translation>
    </message>
    <message>
        <source>{early} {of_all} lie in the first {revisit} of the watch. A pass notices what began within that time before it, and early in the watch little can have begun. The same flights later in the watch would close more of the gaps.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation type="vanished">{of_all}中有 {early} 在值守时段的最初 {revisit}内。一次经过只能发现此前这段时间内开始的情况，而值守时段刚开始时能开始的很少。同样的飞行放在值守时段稍后，会补上更多的漏巡。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Puts the results together as one HTML page to read, print and share: the question and the finding in plain words, maps of the gaps, of the blind spots and of the drone routes, the ranking, the hours in which most is missed, the flights over the watch with the battery that is left, what the flights close, what is not known, the data and their faults, the method, and how everything was made. The first pages are for everybody; the tables are in an appendix.&lt;/p&gt; &lt;p&gt;Give what you have; each layer is optional, and the report has the parts for which there is a layer. The question, the parameters and the data are taken from the records that the results carry. The report says, at the top, where a result answers another question than the others, is of another run, or was changed after it was made; WARNINGS is the number of these sentences.&lt;/p&gt; &lt;p&gt;The page is complete in itself: it loads nothing, and contains no names of units, no paths and no script. It has a dark and a light form, and prints on A4 (in a browser: Print, Save as PDF). The same results make the same page.&lt;/p&gt;</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation type="vanished">&lt;p&gt;把各项结果汇集为一个 HTML 页面，可阅读、打印和分享：用通俗的话说明问题和发现，漏巡、盲区和无人机航线的地图，排名，漏巡最多的钟点，值守时段内的飞行及剩余电量，飞行能补上多少，哪些尚不清楚，数据及其缺陷，方法，以及一切是如何生成的。前几页面向所有人；表格在附录中。&lt;/p&gt; &lt;p&gt;有什么就给什么；每个图层都是可选的，有图层的部分才出现在报告中。问题、参数和数据取自结果所带的运行记录。若某个结果回答的问题与其他不同、属于另一次运行，或在生成之后被更改，报告会在开头说明；WARNINGS 是这些语句的数量。&lt;/p&gt; &lt;p&gt;页面自成一体：不加载任何内容，不含单元名称、路径和脚本。它有深色和浅色两种形式，可打印为 A4（在浏览器中：打印，另存为 PDF）。相同的结果生成相同的页面。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A text of your own, below the key figures.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>您自己的文字，位于关键数字下方。</translation>
    </message>
    <message>
        <source>Author or agency</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>作者或单位</translation>
    </message>
    <message>
        <source>Blind spots with their visits</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>盲区及其到访</translation>
    </message>
    <message>
        <source>Gaps in the patrols</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>巡逻中的漏巡</translation>
    </message>
    <message>
        <source>Gaps in the patrols, and a plan to close them</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>巡逻中的漏巡，以及补上漏巡的方案</translation>
    </message>
    <message>
        <source>Not given, and assumed from the data: {names}.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>没有给出、根据数据假定的：{names}。</translation>
    </message>
    <message>
        <source>Of the same plan: visits and remaining gap in the ranking.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>属于同一方案：排名中的到访和剩余漏巡概率。</translation>
    </message>
    <message>
        <source>Of the same plan: what is left out, and why.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>属于同一方案：略去了什么，以及原因。</translation>
    </message>
    <message>
        <source>Of the same plan: when each spot is visited, in the timeline.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>属于同一方案：每个盲区何时被到访，用于时间轴。</translation>
    </message>
    <message>
        <source>Of the same run: how long receivers were silent.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>属于同一次运行：接收机静默了多久。</translation>
    </message>
    <message>
        <source>Of the same run: how many fixes were rejected, and why.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>属于同一次运行：剔除了多少定位点，以及原因。</translation>
    </message>
    <message>
        <source>Priority that the plan closes</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>方案补上的优先度</translation>
    </message>
    <message>
        <source>Puts all results of a question together as one page to read, print and share.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>把一个问题的全部结果汇集为一个页面，可阅读、打印和分享。</translation>
    </message>
    <message>
        <source>Remark</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Sentences on results that do not belong together</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation type="vanished">关于不属于一起的结果的语句</translation>
    </message>
    <message>
        <source>Share of the priority that the plan closes (%)</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>方案补上的优先度占比 (%)</translation>
    </message>
    <message>
        <source>Stands below the title.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>位于标题下方。</translation>
    </message>
    <message>
        <source>The heading of the report. Empty: what it is about.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>报告的标题。留空：报告的内容。</translation>
    </message>
    <message>
        <source>The output Routes of Plan drone routes or Plan many nights: the flights.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“规划无人机航线”或“规划多夜”的输出“航线”：各次飞行。</translation>
    </message>
    <message>
        <source>The output of Assess a plan: what the flights close.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“评估方案”的输出：飞行能补上多少。</translation>
    </message>
    <message>
        <source>The output of Find blind spots: the ranking. Of Plan many nights: its first night.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“查找盲区”的输出：排名。来自“规划多夜”时：其第一夜。</translation>
    </message>
    <message>
        <source>The output of Prepare tracks: how much was patrolled. Units are counted, not named.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“整理轨迹”的输出：巡逻了多少。只统计单元数量，不列出名称。</translation>
    </message>
    <message>
        <source>The output of Score gaps: the map of the gaps, and how much is missed.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“计算漏巡概率”的输出：漏巡地图，以及漏巡的多少。</translation>
    </message>
    <message>
        <source>The report as an HTML page. It contains the names of the layers, but no paths and no units.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>以 HTML 页面给出的报告。页面包含图层名称，但不含路径和巡逻单元。</translation>
    </message>
    <message>
        <source>The table of Coverage profile of all places together: gaps by hour.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>“覆盖剖面”中全部地点合计的表：各钟点的漏巡概率。</translation>
    </message>
    <message>
        <source>Title</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>标题</translation>
    </message>
    <message>
        <source>Total priority of the scored places</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>已评分地点的总优先度</translation>
    </message>
    <message>
        <source>brief</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>简报</translation>
    </message>
    <message>
        <source>document</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>文档</translation>
    </message>
    <message>
        <source>html</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>html</translation>
    </message>
    <message>
        <source>officials</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>官员</translation>
    </message>
    <message>
        <source>pdf</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>pdf</translation>
    </message>
    <message>
        <source>print</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>打印</translation>
    </message>
    <message>
        <source>summary</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>摘要</translation>
    </message>
    <message>
        <source>drone {name}</source>
        <extracomment>engine/pages/flown_lines.py</extracomment>
        <translation>{name} 号无人机</translation>
    </message>
    <message>
        <source>drones {names}</source>
        <extracomment>engine/pages/flown_lines.py</extracomment>
        <translation>{names} 号无人机</translation>
    </message>
    <message>
        <source>Map of the gain of each place, with the routes flown</source>
        <extracomment>engine/pages/gain_map.py</extracomment>
        <translation>各地点改善量的地图，含飞行的航线</translation>
    </message>
    <message>
        <source>loss</source>
        <extracomment>engine/pages/gain_map.py</extracomment>
        <translation>恶化</translation>
    </message>
    <message>
        <source>no change</source>
        <extracomment>engine/pages/gain_map.py</extracomment>
        <translation>无变化</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>恶化量</translation>
    </message>
    <message>
        <source>One pass does not close the gap of a place: it notices only what began in the {revisit} before it (the revisit interval), of a watch of {watch_s} a {night}. Half of the {passed:,} places that drones pass keep a gap of {left:.2f} or more.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>一次经过并不能补上一个地点的漏巡：在每{night} {watch_s} 的值守时段中，它只能发现此前 {revisit}（重访间隔）之内开始的情况。无人机经过的 {passed:,} 个地点中，有一半的漏巡概率仍不低于 {left:.2f}。</translation>
    </message>
    <message>
        <source>Ordered by gain, the decrease of the priority. What is left is in the last column.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>按改善量（优先度的下降）排序。最后一列为剩余的部分。</translation>
    </message>
    <message>
        <source>Ordered by gain, the priority that the flights take away. What they leave is in the last column.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>按改善量（飞行消除的优先度）排序。最后一列为剩余的部分。</translation>
    </message>
    <message>
        <source>Ordered by loss, the increase of the priority.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>按恶化量（优先度的上升）排序。</translation>
    </message>
    <message>
        <source>Ordered by the priority that is left afterwards, whether much or nothing was gained there.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>按之后剩余的优先度排序，不论那里改善多少。</translation>
    </message>
    <message>
        <source>also among the worst</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>也属于最差之列</translation>
    </message>
    <message>
        <source>in both lists: it gains much, and still stays among the worst</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>在两个列表中：改善很多，但仍属于最差之列</translation>
    </message>
    <message>
        <source>it loses too</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>它也恶化</translation>
    </message>
    <message>
        <source>Priority left</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>剩余优先度</translation>
    </message>
    <message>
        <source>{rank} {name}</source>
        <extracomment>engine/pages/gaps_map.py</extracomment>
        <translation>{rank} {name}</translation>
    </message>
    <message>
        <source>less than 0.1 %</source>
        <extracomment>engine/pages/html.py</extracomment>
        <translation>不足 0.1 %</translation>
    </message>
    <message>
        <source>A drone is assumed to notice everything in its range. Height, walls, trees and darkness are not modelled, and the patrols are assumed to go on as before.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>假定无人机能发现其探测距离之内的一切。高度、墙体、树木和黑暗未纳入模型，并假定巡逻照旧。</translation>
    </message>
    <message>
        <source>A patrol sees a place while it is within {metres:g} m of it, and {noticing}. The gap of a place is the probability that something which begins there at a random moment of the watch is not noticed within {interval}. The priority of a place is its gap, multiplied by how much the place matters (its demand).</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>巡逻在距一个地点 {metres:g} m 之内时能看到它，且{noticing}。地点的漏巡概率，是在值守时段随机时刻于该处开始的情况在 {interval}内无人发现的概率。地点的优先度是其漏巡概率乘以该地点的重要程度（需求）。</translation>
    </message>
    <message>
        <source>Blind spots are the fewest places that together hold {share:g} % of all priority, joined where they touch; places that tie at the limit are all taken. Places with a gap below {least:g} are left out.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>盲区是合计占有全部优先度 {share:g} % 的最少地点，相接之处合并；在界限处并列的地点全部取入。漏巡概率低于 {least:g} 的地点被略去。</translation>
    </message>
    <message>
        <source>Patrols without a receiver, or with one that was off, are not in the data and count as absent.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>没有接收机或接收机关闭的巡逻不在数据中，按没有巡逻计。</translation>
    </message>
    <message>
        <source>The flights are chosen so that they close as much of the priority as the batteries allow: {endurance:g} minutes of flight on one battery, of which {reserve:g} % stay as a reserve, around the no-fly zones that were given. Each plan is checked by an independent calculation before it is written.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>各次飞行的选择，是在电池允许的范围内补上尽可能多的优先度：每块电池飞行 {endurance:g} 分钟，其中 {reserve:g} % 留作备用电量，并绕开给出的禁飞区。每个方案在写出之前都经过独立计算的检查。</translation>
    </message>
    <message>
        <source>The past period stands for the coming ones. Holidays, weather and a changed rota are not foreseen.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>以过去的时期代表将来。节假日、天气和排班的变化无法预见。</translation>
    </message>
    <message>
        <source>The positions of each receiver are joined to tracks. Positions that a patrol could not have reached in time (above {speed:g} km/h) are rejected; a silence of more than {outage:g} minutes counts as an outage, in which nobody knows where the unit was.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>每个接收机的位置连接为轨迹。巡逻来不及到达的位置（快于 {speed:g} km/h）被剔除；超过 {outage:g} 分钟的静默算作信号中断，其间无人知道该单元在何处。</translation>
    </message>
    <message>
        <source>What the flights close is computed by adding the passes of the drones to those of the patrols, and scoring every place again in the same way. Visiting a place once does not close its gap: a pass notices only what began within the revisit interval before it.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>计算飞行能补上多少时，把无人机的经过加到巡逻的经过上，再以相同的方式为每个地点重新评分。到访一个地点一次并不能补上其漏巡：一次经过只能发现此前重访间隔之内开始的情况。</translation>
    </message>
    <message>
        <source>Whether somebody who was near a place was looking at it: the score knows positions, not attention.</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>在某地附近的人是否在看着它：评分只知道位置，不知道注意力。</translation>
    </message>
    <message>
        <source>needs {seconds:g} seconds on average to notice something</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>平均需要 {seconds:g} 秒才能发现情况</translation>
    </message>
    <message>
        <source>notices at once</source>
        <extracomment>engine/pages/method_text.py</extracomment>
        <translation>立即发现</translation>
    </message>
    <message>
        <source>All {count:,} places, ordered by priority (demand x gap), highest first.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>全部 {count:,} 个地点，按优先度（需求 x 漏巡概率）从高到低排列。</translation>
    </message>
    <message>
        <source>all alike</source>
        <extracomment>engine/pages/profile_page.py, engine/spots/spots.py</extracomment>
        <translation>全都相同</translation>
    </message>
    <message>
        <source>{count:,} of {all:,} places, ordered by priority (demand x gap), highest first.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>{all:,} 个地点中的 {count:,} 个，按优先度（需求 x 漏巡概率）从高到低排列。</translation>
    </message>
    <message>
        <source>Of what begins at any hour, how much is not seen within {interval}, and where?</source>
        <extracomment>engine/pages/question_text.py</extracomment>
        <translation>在任何钟点开始的情况，有多少在 {interval}内无人看到，又在何处？</translation>
    </message>
    <message>
        <source>Of what begins between {start} and {end}, how much is not seen within {interval}, and where?</source>
        <extracomment>engine/pages/question_text.py</extracomment>
        <translation>在 {start} 至 {end} 之间开始的情况，有多少在 {interval}内无人看到，又在何处？</translation>
    </message>
    <message>
        <source>Distance</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>距离</translation>
    </message>
    <message>
        <source>Even if units were wherever they could be during their silence, the flights would still close {share} of the priority.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>即使单元在静默期间处在最有利的位置，飞行仍能补上优先度的 {share}。</translation>
    </message>
    <message>
        <source>In the later period {share} less is missed than before.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>在之后时期，漏巡比之前少 {share}。</translation>
    </message>
    <message>
        <source>In the later period {share} more is missed than before.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>在之后时期，漏巡比之前多 {share}。</translation>
    </message>
    <message>
        <source>No blind spot was found.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>没有找到盲区。</translation>
    </message>
    <message>
        <source>On average, {share} of what begins at these places goes unseen.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>平均而言，在这些地点开始的情况有 {share} 无人发现。</translation>
    </message>
    <message>
        <source>On average, {share} of what begins at these places in the watch goes unseen for {interval}.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>平均而言，值守时段内在这些地点开始的情况有 {share} 在 {interval}内无人发现。</translation>
    </message>
    <message>
        <source>Positions rejected</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>剔除的位置</translation>
    </message>
    <message>
        <source>Positions used</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>使用的位置</translation>
    </message>
    <message>
        <source>Receivers fell silent at times. If units had then been at every place that they could reach, {low} would go unseen and not {gap}: the truth lies between the two.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>接收机有时静默。若单元当时到过所有能够到达的地点，无人发现的将是 {low}，而不是 {gap}：真实情况介于两者之间。</translation>
    </message>
    <message>
        <source>Silences of receivers (outages)</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>接收机的静默（信号中断）</translation>
    </message>
    <message>
        <source>The darkest hour is near the end of the watch. What begins then may be seen only after it, so this reflects the hours after the watch as well.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>最差的钟点接近值守时段结束。那时开始的情况可能在其后才被看到，因此它也反映值守时段之后的时间。</translation>
    </message>
    <message>
        <source>The data cover {days}. A month or more shows better what is usual.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>数据覆盖 {days}。一个月或更长的数据更能说明常态。</translation>
    </message>
    <message>
        <source>The planned flights would close nothing of what patrols miss.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>计划的飞行补不上巡逻遗漏的任何部分。</translation>
    </message>
    <message>
        <source>The total priority falls from {before} to {after}, by {gain}.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>总优先度从 {before} 降到 {after}，下降 {gain}。</translation>
    </message>
    <message>
        <source>The total priority rises from {before} to {after}.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>总优先度从 {before} 升到 {after}。</translation>
    </message>
    <message>
        <source>This report holds no score and no plan.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>本报告没有评分，也没有方案。</translation>
    </message>
    <message>
        <source>Time on tracks</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>轨迹上的时间</translation>
    </message>
    <message>
        <source>Units on patrol</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>在巡单元</translation>
    </message>
    <message>
        <source>flights with {drones}, {minutes:.0f} min in the air</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>由 {drones}飞行，空中 {minutes:.0f} min</translation>
    </message>
    <message>
        <source>goes unseen for {interval} today</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>目前在 {interval}内无人发现</translation>
    </message>
    <message>
        <source>goes unseen in the later period</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>在之后时期无人发现</translation>
    </message>
    <message>
        <source>goes unseen today, averaged over the places</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>目前无人发现，各地点平均</translation>
    </message>
    <message>
        <source>goes unseen with the drones</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>有无人机时无人发现</translation>
    </message>
    <message>
        <source>less is missed than before</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>漏巡比之前减少</translation>
    </message>
    <message>
        <source>of what is missed is closed by the flights</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>的漏巡由飞行补上</translation>
    </message>
    <message>
        <source>{count:,} ({parts})</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{count:,}（{parts}）</translation>
    </message>
    <message>
        <source>{count:,}, {hours:,.1f} hours in total</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{count:,}，共 {hours:,.1f} 小时</translation>
    </message>
    <message>
        <source>{flights} every night would close {share} of what patrols miss.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>每夜 {flights}能补上巡逻遗漏的 {share}。</translation>
    </message>
    <message>
        <source>{flights} in every watch would close {share} of what patrols miss.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>每个值守时段 {flights}能补上巡逻遗漏的 {share}。</translation>
    </message>
    <message>
        <source>{flights} with {drones} are planned, {minutes:.0f} minutes in the air.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>计划由 {drones}执行 {flights}，空中 {minutes:.0f} 分钟。</translation>
    </message>
    <message>
        <source>{hours:,.0f} hours</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{hours:,.0f} 小时</translation>
    </message>
    <message>
        <source>{kilometres:,.0f} km</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{kilometres:,.0f} km</translation>
    </message>
    <message>
        <source>{spots} (or a part of them) are not visited; the appendix says why.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{spots}（或其一部分）未到访；原因见附录。</translation>
    </message>
    <message>
        <source>{spots} hold {share} of what is missed; the first is {first}.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{spots}占漏巡的 {share}；排名第一的是 {first}。</translation>
    </message>
    <message>
        <source>{spots} were found; the first is {first}.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>找到 {spots}；排名第一的是 {first}。</translation>
    </message>
    <message>
        <source>The planned flights would close {share} of what patrols miss.</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>计划的飞行能补上巡逻遗漏的 {share}。</translation>
    </message>
    <message>
        <source>Map of the drone routes</source>
        <extracomment>engine/pages/report_page.py</extracomment>
        <translation>无人机航线地图</translation>
    </message>
    <message>
        <source>Map of the priority of each place, with the blind spots</source>
        <extracomment>engine/pages/report_page.py</extracomment>
        <translation>各地点优先度的地图，含盲区</translation>
    </message>
    <message>
        <source>Drone {name}</source>
        <extracomment>engine/pages/timeline.py</extracomment>
        <translation>{name} 号无人机</translation>
    </message>
    <message>
        <source>{left:.0f} % left</source>
        <extracomment>engine/pages/timeline.py</extracomment>
        <translation>剩余 {left:.0f} %</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <extracomment>algorithms/inputs/report_records.py, algorithms/outputs/asked.py, engine/pages/timeline.py</extracomment>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>east</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>东</translation>
    </message>
    <message>
        <source>in the middle of the area</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>区域的中部</translation>
    </message>
    <message>
        <source>in {district}, {where}</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>{district}，{where}</translation>
    </message>
    <message>
        <source>north</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>北</translation>
    </message>
    <message>
        <source>north-east</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>东北</translation>
    </message>
    <message>
        <source>north-west</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>西北</translation>
    </message>
    <message>
        <source>south</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>南</translation>
    </message>
    <message>
        <source>south-east</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>东南</translation>
    </message>
    <message>
        <source>south-west</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>西南</translation>
    </message>
    <message>
        <source>west</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>西</translation>
    </message>
    <message>
        <source>{kilometres:.1f} km {side} of the middle of the area</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>区域中部以{side} {kilometres:.1f} km</translation>
    </message>
    <message>
        <source>{metres:,.0f} m {side} of the middle of the area</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>区域中部以{side} {metres:,.0f} m</translation>
    </message>
    <message>
        <source>{near}, {metres:,.0f} m away</source>
        <extracomment>engine/places/place_names.py</extracomment>
        <translation>{near}（{metres:,.0f} m）</translation>
    </message>
    <message>
        <source>Hour of the day</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>一天中的钟点</translation>
    </message>
    <message>
        <source>Hours of units</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>单元小时数</translation>
    </message>
    <message>
        <source>Weekday</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>星期</translation>
    </message>
    <message>
        <source>Weekday (number)</source>
        <extracomment>layers/styles/words_of_fields.py</extracomment>
        <translation>星期（数字）</translation>
    </message>
    <message>
        <source>How this was made</source>
        <extracomment>resources/templates/base.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Flights</source>
        <extracomment>resources/templates/gain.html.j2</extracomment>
        <translation>飞行</translation>
    </message>
    <message>
        <source>Lost without it: the priority that would stay open if this flight alone were left out. A place that two flights see is lost with neither of them, so these values do not add up to the gain.</source>
        <extracomment>resources/templates/gain.html.j2</extracomment>
        <translation>没有它的损失：若只去掉这次飞行，会重新出现的优先度。两次飞行都看到的地点，去掉其中任何一次都没有损失，因此这些数值之和不等于改善量。</translation>
    </message>
    <message>
        <source>The colour of each place shows its gain: demand x (gap before - gap after), the decrease of its priority. The map shows the part of the area that changes.</source>
        <extracomment>resources/templates/gain.html.j2</extracomment>
        <translation>各地点的颜色表示其改善量：需求 x（之前的漏巡概率 - 之后的漏巡概率），即优先度的下降。地图显示区域中有变化的部分。</translation>
    </message>
    <message>
        <source>The gap is the probability that a condition that begins in the watch stays unseen for the revisit interval. The bars show the share of places by gap, weighted by demand.</source>
        <extracomment>resources/templates/gain.html.j2</extracomment>
        <translation>漏巡概率是在值守时段内开始的情况在重访间隔内无人发现的概率。柱形表示各漏巡概率的地点占比，按需求加权。</translation>
    </message>
    <message>
        <source>Where the gain is</source>
        <extracomment>resources/templates/gain.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>改善在何处</translation>
    </message>
    <message>
        <source>(outside the period)</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>（在分析期之外）</translation>
    </message>
    <message>
        <source>Lost per minute</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>每分钟损失</translation>
    </message>
    <message>
        <source>Lost without it</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>没有它的损失</translation>
    </message>
    <message>
        <source>None.</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>无。</translation>
    </message>
    <message>
        <source>Places in range</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>探测距离内的地点</translation>
    </message>
    <message>
        <source>{count:,} more places have the same value as the last one in this list.</source>
        <extracomment>resources/templates/gain_tables.html.j2</extracomment>
        <translation>另有 {count:,} 个地点的数值与本列表最后一个相同。</translation>
    </message>
    <message>
        <source>Flight</source>
        <extracomment>resources/templates/gain_tables.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>飞行</translation>
    </message>
    <message>
        <source>Minutes</source>
        <extracomment>resources/templates/gain_tables.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>分钟</translation>
    </message>
    <message>
        <source>km</source>
        <extracomment>resources/templates/gain_tables.html.j2, resources/templates/report.html.j2</extracomment>
        <translation>km</translation>
    </message>
    <message>
        <source>Share of demand by gap, before and after</source>
        <extracomment>resources/templates/gap_chart.svg.j2</extracomment>
        <translation>前后各漏巡概率的需求占比</translation>
    </message>
    <message>
        <source>after, %</source>
        <extracomment>resources/templates/gap_chart.svg.j2</extracomment>
        <translation>之后，%</translation>
    </message>
    <message>
        <source>before, %</source>
        <extracomment>resources/templates/gap_chart.svg.j2</extracomment>
        <translation>之前，%</translation>
    </message>
    <message>
        <source>, from 0 to {most} or more</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>，从 0 到 {most} 或更多</translation>
    </message>
    <message>
        <source>N</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>北</translation>
    </message>
    <message>
        <source>both: gains much and stays among the worst</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>两者兼有：改善很多，仍属于最差之列</translation>
    </message>
    <message>
        <source>gains most</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>改善最多</translation>
    </message>
    <message>
        <source>launch site</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>起降点</translation>
    </message>
    <message>
        <source>stays worst</source>
        <extracomment>resources/templates/map.svg.j2</extracomment>
        <translation>仍然最差</translation>
    </message>
    <message>
        <source>Darkest hour</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>最差的钟点</translation>
    </message>
    <message>
        <source>Gap by hour of the week</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>一周各钟点的漏巡概率</translation>
    </message>
    <message>
        <source>Gap of all hours</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>全部钟点的漏巡概率</translation>
    </message>
    <message>
        <source>Gap then</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>当时的漏巡概率</translation>
    </message>
    <message>
        <source>Hours on patrol, summed over units and over the period. A patrol also lowers the gap of the hours before it, as far back as the revisit interval.</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>在巡小时数，为各单元在分析期内之和。一次巡逻也会降低它之前各钟点的漏巡概率，最远到重访间隔为止。</translation>
    </message>
    <message>
        <source>If several hours have the same gap, the one with the fewest unit-hours is named, then the first of the week. Unit-hours in this table are those within detection range.</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>若多个钟点的漏巡概率相同，取单元小时最少的一个，再取一周中最先的。本表的单元小时是探测距离之内的。</translation>
    </message>
    <message>
        <source>Of all conditions that begin in an hour, the share that no patrol notices within the revisit interval.</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>在一个钟点内开始的全部情况中，巡逻在重访间隔内没有发现的占比。</translation>
    </message>
    <message>
        <source>Outlined: the darkest hour and the best watched hour.</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>加框：最差和最好的钟点。</translation>
    </message>
    <message>
        <source>Places and their darkest hour</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>地点及其最差的钟点</translation>
    </message>
    <message>
        <source>Unit-hours by hour of the week</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>一周各钟点的单元小时</translation>
    </message>
    <message>
        <source>Unit-hours then</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>当时的单元小时</translation>
    </message>
    <message>
        <source>not in the period</source>
        <extracomment>resources/templates/profile.html.j2</extracomment>
        <translation>不在分析期内</translation>
    </message>
    <message>
        <source>A bar is a flight on one battery. The filled part is what the battery still holds, from take-off to landing; marks above it are visits.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>每个条形是用一块电池的一次飞行。填充部分是从起飞到降落电池的剩余电量；上方的标记是到访。</translation>
    </message>
    <message>
        <source>All blind spots</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>全部盲区</translation>
    </message>
    <message>
        <source>All flights</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>全部飞行</translation>
    </message>
    <message>
        <source>Appendix</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>附录</translation>
    </message>
    <message>
        <source>As usual: {values}.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>常用值：{values}。</translation>
    </message>
    <message>
        <source>Goes unseen</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>无人发现</translation>
    </message>
    <message>
        <source>How it was computed, in plain words</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>计算方法，通俗说明</translation>
    </message>
    <message>
        <source>Landing</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>降落</translation>
    </message>
    <message>
        <source>Share of all that is missed</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>占全部漏巡的比例</translation>
    </message>
    <message>
        <source>Take-off</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>起飞</translation>
    </message>
    <message>
        <source>The appendix lists the others.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>其余见附录。</translation>
    </message>
    <message>
        <source>The bars show the share of places by how often what happens there goes unseen (0 never, 1 always), weighted by how much they matter.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>柱形表示按无人发现的程度（0 从不，1 总是）划分的地点占比，按重要程度加权。</translation>
    </message>
    <message>
        <source>The blind spots that matter most</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>最重要的盲区</translation>
    </message>
    <message>
        <source>The data, and their faults</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>数据及其缺陷</translation>
    </message>
    <message>
        <source>The flights over the watch</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>值守时段内的飞行</translation>
    </message>
    <message>
        <source>The plan has {count} nights; this is the first.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>方案有 {count} 夜；这是第一夜。</translation>
    </message>
    <message>
        <source>The tracks, outages and rejected positions were not given to this report, so it cannot say how good the positions are.</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>没有向本报告提供轨迹、信号中断和被剔除的位置，因此无法说明位置的质量。</translation>
    </message>
    <message>
        <source>These results do not all belong together</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>这些结果并不都属于一起</translation>
    </message>
    <message>
        <source>What is not known</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>尚不清楚的内容</translation>
    </message>
    <message>
        <source>What it would change</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>会带来的变化</translation>
    </message>
    <message>
        <source>What would be flown</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>计划的飞行</translation>
    </message>
    <message>
        <source>When most is missed</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>何时漏巡最多</translation>
    </message>
    <message>
        <source>Where most is missed</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>何处漏巡最多</translation>
    </message>
    <message>
        <source>blind spot, with its rank</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>盲区及其排名</translation>
    </message>
    <message>
        <source>gap then {gap}</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>当时的漏巡概率 {gap}</translation>
    </message>
    <message>
        <source>priority: how much is missed, times how much it matters, from low to high</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>优先度：漏巡的多少乘以重要程度，由低到高</translation>
    </message>
    <message>
        <source>visited at {times}</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>到访于 {times}</translation>
    </message>
    <message>
        <source>Where</source>
        <extracomment>resources/templates/report.html.j2</extracomment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Flights of each drone over the watch, with the battery that is left</source>
        <extracomment>resources/templates/timeline.svg.j2</extracomment>
        <translation>每架无人机在值守时段内的飞行，及剩余电量</translation>
    </message>
    <message>
        <source>A part of Blindspot cannot be loaded: {part}: {error}</source>
        <extracomment>ui/desktop.py</extracomment>
        <translation>无法加载 Blindspot 的一个部分：{part}：{error}</translation>
    </message>
    <message>
        <source>A part of Blindspot cannot be removed: {part}: {error}</source>
        <extracomment>ui/desktop.py</extracomment>
        <translation>无法移除 Blindspot 的一个部分：{part}：{error}</translation>
    </message>
    <message>
        <source>Scoring {places}, before and after.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>正在为 {places}评分，之前和之后。</translation>
    </message>
    <message>
        <source>&lt;p&gt;In which hours of the week does most go unseen? The &lt;b&gt;gap&lt;/b&gt; of an hour is the probability that a condition that starts at a random moment of this hour goes unseen for the revisit interval. It is the gap of Score gaps, split by hour of the day and day of the week, either for each place or as a mean of all places weighted by demand. Its mean, weighted by watch_hours, is the MEAN_GAP of Score gaps with the same parameters. Without scored places the watch is all day unless you set it.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;Hours are those of local clocks in the time zone: an hour that the clocks show twice counts twice, and an hour that they skip does not count. The day is the calendar day of the moment itself: 02:00 on Saturday morning belongs to Saturday, even if the watch began on Friday. A gap looks forward: what starts at 03:00 is seen in time if it is seen within the revisit interval after 03:00. Moments whose revisit interval reaches outside the data are left out, so that the day on which the data end is no darker for it.&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; is the time that units spent on tracks in the period, inside and outside the watch, without outages. Together with the gap it shows whether an hour has too few patrols, or has them in other places.&lt;/p&gt; &lt;p&gt;The report is one HTML file with a heat map of gap and of unit-hours, to read, print and share. DARKEST_HOUR is the hour with the highest gap (if several have it, the one with the fewest unit-hours). Use at least four weeks of data: a single week does not show what is usual.&lt;/p&gt; &lt;p&gt;The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen by fewer than three units: a profile for each place is not rounded.&lt;/p&gt;</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>&lt;p&gt;一周之中，哪些钟点的情况最容易无人发现？一个钟点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在该钟点内随机时刻开始的情况在重访间隔内无人发现的概率。它就是“计算漏巡概率”的漏巡概率，按一天中的钟点和一周中的星期拆分，可以针对每个地点，也可以是全部地点按需求加权的平均。它按 watch_hours 加权的平均，等于“计算漏巡概率”在相同参数下的 MEAN_GAP。没有已评分的地点时，值守时段为全天，除非您另行设置。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;钟点按该时区的当地钟表计：钟表显示两次的小时计两次，被跳过的小时不计。日期是该时刻本身的日历日：星期六凌晨 02:00 属于星期六，即使值守时段从星期五开始。漏巡概率是向后看的：03:00 开始的情况，若在 03:00 之后的重访间隔内被看到，就算及时发现。重访间隔超出数据范围的时刻被略去，因此数据结束的那一天不会因此显得更差。&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; 是巡逻单元在分析期内处于轨迹上的时间，包括值守时段内外，不含信号中断。它与漏巡概率一起表明：某个钟点是巡逻太少，还是巡逻都在别处。&lt;/p&gt; &lt;p&gt;报告是一个 HTML 文件，含漏巡概率和单元小时的热力图，可阅读、打印和分享。DARKEST_HOUR 是漏巡概率最高的钟点（若有多个，取单元小时最少的一个）。请至少使用四周的数据：单独一周不能说明常态。&lt;/p&gt; &lt;p&gt;单个巡逻单元的剖面就是一个人的排班。日志和报告会对此提出警告；地点只被不足三个巡逻单元看到时也会警告：每个地点的剖面没有取整。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Scoring the hours of the week.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>正在为一周各钟点评分。</translation>
    </message>
    <message>
        <source>Merging places to spots.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>正在将地点合并为盲区。</translation>
    </message>
    <message>
        <source>Reading the scored places.</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py</extracomment>
        <translation>正在读取已评分的地点。</translation>
    </message>
    <message>
        <source>{definition} has {layers}, but {name} was made with {recorded} ({names}). Leave {definition} empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition} 有 {layers}，而 {name} 是以 {recorded}（{names}）生成的。请将 {definition} 留空以使用相同的值。</translation>
    </message>
    <message>
        <source>{definition} in the record of {name} is not used: it {error}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>不使用 {name} 的记录中的 {definition}：它{error}。</translation>
    </message>
    <message>
        <source>{definition} is empty. {damaged} Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition} 为空。{damaged}请选择图层。</translation>
    </message>
    <message>
        <source>{definition} is empty{why}. Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{definition} 为空{why}。请选择图层。</translation>
    </message>
    <message>
        <source>{name} has a value, but {name2} was made without one. Leave it empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{name} 有值，而 {name2} 生成时没有。请将其留空以使用相同的值。</translation>
    </message>
    <message>
        <source>{name} is left empty, because {names} was made again or edited since {name2} was made, or has a filter.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="vanished">{name} 留空，因为自 {name2} 生成以来，{names} 已重新生成或编辑过，或带有过滤器。</translation>
    </message>
    <message>
        <source>Reading the blind spots.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>正在读取盲区。</translation>
    </message>
    <message>
        <source>SCORED has no field priority. Give the output of Score gaps.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>SCORED 没有字段 priority。请给出“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>The field priority of SCORED has negative numbers. Give the output of Score gaps.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>SCORED 的字段 priority 含有负数。请给出“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>In outages units are assumed to move at {most} (PRISM_SPEED), or faster if they need it to reach their next fix. gap_low counts every pass that this allows.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">假定单元在信号中断期间的移动速度{most}（PRISM_SPEED）；若需要更快才能到达下一个定位点，则更快。gap_low 计入由此可能的每次经过。</translation>
    </message>
    <message>
        <source>at most {high} km/h</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">不超过 {high} km/h</translation>
    </message>
    <message>
        <source>at most {low} to {high} km/h, depending on the unit</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">不超过 {low} 至 {high} km/h（因单元而异）</translation>
    </message>
    <message>
        <source>Adding the demand.</source>
        <extracomment>algorithms/inputs/evidence.py</extracomment>
        <translation>正在加入需求。</translation>
    </message>
    <message>
        <source>Making the places.</source>
        <extracomment>algorithms/inputs/evidence.py, algorithms/patroleffort.py</extracomment>
        <translation>正在生成地点。</translation>
    </message>
    <message>
        <source>Making tracks of {count:,} fixes.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>正在由 {count:,} 个定位点生成轨迹。</translation>
    </message>
    <message>
        <source>Reading fixes.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>正在读取定位点。</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty: {name} is taken, {reason}.</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>TIME_FIELD 为空：采用 {name}，它是{reason}。</translation>
    </message>
    <message>
        <source>{definition}: {name} has several layers, and {first}, the first, is read.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{definition}：{name} 有多个图层，读取第一个 {first}。</translation>
    </message>
    <message>
        <source>{definition} is empty, and the {name} with which {made} was made {where}. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{definition} 为空，而生成 {made} 所用的 {name} {where}。请选择图层。</translation>
    </message>
    <message>
        <source>{definition} is empty, but {made} was made of the selected features of {name} only, and the selection is not recorded. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{definition} 为空，但 {made} 只由 {name} 的选中要素生成，而选择没有记录。请选择图层。</translation>
    </message>
    <message>
        <source>{label} is empty, and {what} have no position to guess it from: UTC is assumed. {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{label} 为空，且{what}没有可供推测的位置：假定为 UTC。{otherwise}</translation>
    </message>
    <message>
        <source>{label} is empty. {what}{what2} seem to be in {zone} ({offset_text}): a guess from their {where}.{then}{nearby} {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{label} 为空。{what}{what2}似乎位于 {zone}（{offset_text}）：根据其{where}推测。{then}{nearby}{otherwise}</translation>
    </message>
    <message>
        <source>{name} is empty: {zone} is used, the value of the variable {variable}.</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>{name} 为空：使用 {zone}，即变量 {variable} 的值。</translation>
    </message>
    <message>
        <source>&quot;{label}&quot;</source>
        <extracomment>algorithms/labels.py</extracomment>
        <translation>“{label}”</translation>
    </message>
    <message>
        <source>Writing {layer}: {count}.</source>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation>正在写入{layer}：{count}。</translation>
    </message>
    <message>
        <source>SEED is 0, which is easy to guess, and anybody who knows it can predict all nights. Choose your own number, write it down, and keep it secret.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>SEED 为 0，很容易猜到，而知道它的人可以预知全部各夜。请选择自己的数字，记录下来并保密。</translation>
    </message>
    <message>
        <source>The {nights} nights together visit {places}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{nights}合计到访 {places}。</translation>
    </message>
    <message>
        <source>Total priority after all nights so far: {figure}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>至此全部各夜之后的总优先度：{figure}。</translation>
    </message>
    <message>
        <source>{different} of {share} plans differ. Drawn with these probabilities (by plan, {likely}), a night visits each of the {places:,} places in blind spots that any plan visits with a probability of at least {least:.4g}. No mixture of these plans is better if no plan may have a probability above {exp:.3g} (ENTROPY). The entropy of the draw is {entropy:.3f} nats; the maximum is {log:.3f}. SEED is {seed}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{share} 个方案中有 {different} 个不同。按这些概率抽取（按方案：{likely}），对于任一方案所到访的 {places:,} 个盲区地点，一夜到访其中每一个的概率至少为 {least:.4g}。若任何方案的概率都不得超过 {exp:.3g}（ENTROPY），则没有更好的方案组合。抽取的熵为 {entropy:.3f} 奈特，最大值为 {log:.3f}。SEED 为 {seed}。</translation>
    </message>
    <message>
        <source>{flown} a priority of {figure}: the total falls from {figure2} to {figure3}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{flown} {figure} 的优先度：总优先度从 {figure2} 降到 {figure3}。</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {figure} of {figure2} in {spots}. {after}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{name}：{sorties}{spots} {figure2} 中的 {figure} 优先度。{after}</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {figure} of {figure2} {where}, with {spots} to visit. {after}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation type="vanished">{name}：{sorties}{where} {figure2} 中的 {figure} 优先度，共有 {spots}可到访。{after}</translation>
    </message>
    <message>
        <source>{tied:,} of {scored:,} places in reach have the same priority, so the blind spots are not a selection: nothing tells these places apart, and planning takes long. Use AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND (layers of what matters).</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>可到达的 {scored:,} 个地点中有 {tied:,} 个优先度相同，因此这些盲区不成其为选择：没有什么能区分这些地点，而且规划会很慢。请使用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND（重要内容的图层）。</translation>
    </message>
    <message>
        <source>{tied:,} of {scored:,} places have the same priority, so these spots are not a selection: nothing tells these places apart. Score the gaps again with AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND (layers of what matters).</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>{scored:,} 个地点中有 {tied:,} 个优先度相同，因此这些盲区不成其为选择：没有什么能区分这些地点。请用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND（重要内容的图层）重新计算漏巡概率。</translation>
    </message>
    <message>
        <source>{tied:,} places tie at the threshold (priority {figure}) and are all selected.</source>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>{tied:,} 个地点在阈值处并列（优先度 {figure}），全部选中。</translation>
    </message>
    <message>
        <source>Finding what was within range.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>正在查找探测距离之内的部分。</translation>
    </message>
    <message>
        <source>Measuring the effort.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>正在统计巡逻量。</translation>
    </message>
    <message>
        <source>Least probability of a visit (in a night, of places in blind spots visited)</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>到访的最低概率（一夜中，方案所到访的盲区地点）</translation>
    </message>
    <message>
        <source>Planning {nights}.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>正在规划 {nights}。</translation>
    </message>
    <message>
        <source>Without START the first drones take off {delay:g} min after the watch begins. Earlier there would be less to notice, because a drone notices only what began within the revisit interval before it comes.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>没有 START，第一批无人机在值守时段开始后 {delay:g} min 起飞。更早时可发现的较少，因为无人机只能发现它到来之前一个重访间隔之内开始的情况。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Where and when should the drones fly, so that they close the most of the gaps? The planner uses all drones, all batteries and all hours of the watch.&lt;/p&gt; &lt;p&gt;A visit &lt;b&gt;closes&lt;/b&gt; what began up to one revisit interval before it, because it is noticed in time. So a spot may be worth several visits, and a visit soon after another one closes little. The planner chooses the stops of each sortie, their order, and when the sortie takes off: from the start of the watch until one revisit interval after its end. CLOSED_PRIORITY is the priority that the plan closes, as Assess a plan measures it. SHARE_CLOSED is its share of the priority of all scored places (SCORED), or of the spots where these are not given; TOTAL_PRIORITY is that of the spots alone. When in the watch the gap of a spot is open comes from Score gaps, by way of Find blind spots (gap_profile). Without that, the gap is taken to be the same at all hours.&lt;/p&gt; &lt;p&gt;With &lt;b&gt;Serve each spot once&lt;/b&gt; as the objective, the drones visit the spots that together have the highest priority, each once. &quot;Served&quot; means visited once; it does not mean that the gap is closed.&lt;/p&gt; &lt;p&gt;Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include wind, climb, descent and hovering.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;Drones are separated by altitude layers. Where these do not separate them, the later drone waits (&lt;b&gt;Distance between drones&lt;/b&gt;). At a launch site, a time passes between take-offs and landings (&lt;b&gt;Time between movements at a launch site&lt;/b&gt;).&lt;/p&gt; &lt;p&gt;Spots that no drone visits are in a layer of their own, with the reason. &lt;b&gt;Where more drones stop paying&lt;/b&gt;: the log says what one more sortie for each drone, and one more drone, would close. UPPER_BOUND says how much better a plan could be at most: visits to these stops, in the ways considered here, cannot close (or serve) more. It includes what this plan closes in passing, between its stops.&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own drones, and how many sorties each may fly.&lt;/p&gt; &lt;p&gt;A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and weather.&lt;/p&gt;</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>&lt;p&gt;无人机应当何时飞往何处，才能补上最多的漏巡？规划器使用全部无人机、全部电池和值守时段的全部时间。&lt;/p&gt; &lt;p&gt;一次到访能&lt;b&gt;补上&lt;/b&gt;此前一个重访间隔之内开始的情况，因为它们被及时发现。因此一个盲区可能值得多次到访，而紧接着的再次到访补上的很少。规划器选择每个架次的停留点、其顺序以及起飞时刻：从值守时段开始到其结束后一个重访间隔。CLOSED_PRIORITY 是方案补上的优先度，与“评估方案”的计算方式相同。SHARE_CLOSED 是它占全部已评分地点（SCORED）优先度的比例；没有给出已评分的地点时，是占各盲区优先度的比例；TOTAL_PRIORITY 只是盲区的优先度。盲区的漏巡在值守时段的何时存在，来自“计算漏巡概率”，经由“查找盲区”（gap_profile）。没有它时，假定漏巡概率在各时刻相同。&lt;/p&gt; &lt;p&gt;以&lt;b&gt;每个盲区到访一次&lt;/b&gt;为目标时，无人机到访合计优先度最高的盲区，每个一次。“服务”是指到访一次，并不表示漏巡已经补上。&lt;/p&gt; &lt;p&gt;无人机在点上悬停，沿线飞行，对面进行扫描。每个架次都从其起降点起飞并回到该点。它用一块电池飞行，降落后留有备用电量，并绕开禁飞区。时间和能量包括风、爬升、下降和悬停。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;无人机按高度层隔开。高度层不能隔开时，后起飞的无人机等候（&lt;b&gt;无人机之间的距离&lt;/b&gt;）。同一起降点的起降之间留有时间（&lt;b&gt;起降点起降间隔&lt;/b&gt;）。&lt;/p&gt; &lt;p&gt;没有无人机到访的盲区在单独的图层中，并附有原因。&lt;b&gt;再增加无人机何时不再划算&lt;/b&gt;：日志给出每架无人机增加一个架次、以及增加一架无人机能多补上多少。UPPER_BOUND 表明方案最多还能好多少：以此处考虑的方式到访这些停留点，补上（或服务）的不会更多。它包括本方案在停留点之间顺路补上的部分。&lt;/p&gt; &lt;!-- /more --&gt; &lt;p&gt;首次运行时，请给出盲区、起降点和禁飞区。然后设置您自己无人机的续航时间和速度，以及每架可飞的架次。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>No spot can be {done}. UNSERVED has the reason for each. If spots are out of reach, ENDURANCE is too short for RESERVE, ALTITUDE and the distance, or the launch sites are too far away.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">没有盲区可以{done}。UNSERVED 给出每个盲区的原因。若盲区到不了，则相对于 RESERVE、ALTITUDE 和距离，ENDURANCE 太短，或起降点太远。</translation>
    </message>
    <message>
        <source>Searching for routes to {spots}, for {time} at most.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>正在搜索前往 {spots}的航线，最多 {time}。</translation>
    </message>
    <message>
        <source>Searching for routes to {spots}, {steps:,} steps.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>正在搜索前往 {spots}的航线，{steps:,} 步。</translation>
    </message>
    <message>
        <source>Share of the priority closed (%, of scored places if given, else of spots)</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>补上的优先度占比（%，给出已评分的地点时占这些地点，否则占盲区）</translation>
    </message>
    <message>
        <source>Upper bound of the priority (closed or served by visits to these stops)</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>优先度的上界（到访这些停留点所能补上或服务的）</translation>
    </message>
    <message>
        <source>no plan that serves these stops in the ways considered here can serve more than {figure} ({bound_method})</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">以此处考虑的方式服务这些停留点的方案，最多只能服务 {figure}（{bound_method}）</translation>
    </message>
    <message>
        <source>{sorties} a priority of {figure} of {figure2}; {bound}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation type="vanished">{sorties} {figure2} 中的 {figure} 优先度；{bound}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>&lt;p&gt;Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result carries.&lt;/p&gt; &lt;p&gt;The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers, must still be in the project.&lt;/p&gt; &lt;p&gt;AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values, which another machine or another version of a library may cause; the log says which of the two. Otherwise it is 0, and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no longer as they were, whether the result itself was edited after it was made, and with which versions it was made and repeated. If only the inputs have changed, the result is not wrong, but out of date.&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower computer that takes longer than the time limit.&lt;/p&gt; &lt;p&gt;A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several outputs, only the one that is given is made again.&lt;/p&gt;</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>&lt;p&gt;这个结果真是由其输入得到的吗？取一个由 Blindspot 生成的结果，以相同的参数对相同的输入再次运行相同的算法，并进行比较。所需的一切都在结果所带的运行记录中。&lt;/p&gt; &lt;p&gt;先在相对于结果的原位置查找输入，因此整个文件夹可以移动或交给他人；然后在旧路径查找；再在结果所在的文件夹查找。没有文件的输入，例如临时图层，必须仍在工程中。&lt;/p&gt; &lt;p&gt;若全部要素相同（顺序不限），或差异小于其数值的十亿分之一（另一台计算机或库的另一个版本可能造成），则 AGREES 为 1；日志说明是哪一种。否则为 0，日志说明有多少要素不同、在哪些字段、最多相差多少。日志还说明哪些输入已与当时不同，结果本身在生成之后是否被编辑过，以及生成和重复时的版本。如果只是输入发生了变化，结果并没有错，只是已经过时。&lt;/p&gt; &lt;!-- more --&gt; &lt;p&gt;受时间限制的方案以相同的搜索步数重复，因此也会一致。在较慢的计算机上，这会超过时间限制。&lt;/p&gt; &lt;p&gt;对选中要素的运行无法重复，因为选择没有记录。对有多个输出的算法，只重新生成给出的那一个。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Agreement (1: the result agrees with the repeated run, 0: it does not)</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>一致性（1：结果与重复运行一致，0：不一致）</translation>
    </message>
    <message>
        <source>Comparing.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>正在比较。</translation>
    </message>
    <message>
        <source>Scoring {places}.</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>正在为 {places}评分。</translation>
    </message>
    <message>
        <source>Finding the spots again, {repeats:,} times.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>正在再次查找盲区，共 {repeats:,} 次。</translation>
    </message>
    <message>
        <source>Reading the areas.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>正在读取区域。</translation>
    </message>
    <message>
        <source>Sweeping {areas}.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>正在扫描 {areas}。</translation>
    </message>
    <message numerus="yes">
        <source>areas</source>
        <comment>after a count</comment>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>
            <numerusform>个区域</numerusform>
        </translation>
    </message>
    <message>
        <source>{coverage:.2f} % of the area outside no-fly zones is within half a swath of a path.</source>
        <extracomment>algorithms/sweepareas.py</extracomment>
        <translation>禁飞区以外的面积有 {coverage:.2f} % 距路径不超过半个幅宽。</translation>
    </message>
    <message>
        <source>, of which {figure} at places outside the blind spots</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>，其中 {figure} 在盲区以外的地点</translation>
    </message>
    <message>
        <source>- this plan, {fleet}: {figure}</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>- 本方案，{fleet}：{figure}</translation>
    </message>
    <message>
        <source>By visits of these stops in the ways considered here, no plan can close more than {upper_bound} ({bound_method})</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">以此处考虑的方式到访这些停留点，任何方案最多只能补上 {upper_bound}（{bound_method}）</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {number}: {time_of_day} from {names}, {duration:.1f} min, {length:.2f} km, {energy_wh:.1f} Wh, closes {figure}; {which}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">{drone} 号无人机，第 {number} 架次：{time_of_day} 从 {names} 起飞，{duration:.1f} min，{length:.2f} km，{energy_wh:.1f} Wh，补上 {figure}；{which}。</translation>
    </message>
    <message>
        <source>This is measured within the blind spots. Drones also pass places outside of them, which Assess a plan counts as well: it can find more. Give SCORED to count them here.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>这是在盲区之内计算的。无人机也会经过盲区以外的地点，“评估方案”会把它们也计入，因此可能得到更多。若要在此计入，请给出 SCORED。</translation>
    </message>
    <message>
        <source>{sorties} a priority of {figure} of {figure2} ({share} %) of {where}{outside}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation type="vanished">{sorties}{where} {figure2} 中的 {figure} 优先度（{share} %）{outside}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>{visits}; with the {beside} that this plan closes in passing, UPPER_BOUND is {upper_bound}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{visits}；连同本方案顺路补上的 {beside}，UPPER_BOUND 为 {upper_bound}。</translation>
    </message>
    <message>
        <source> in {seconds:.1f} s</source>
        <extracomment>algorithms/planroutes.py, engine/plan/closing_report.py</extracomment>
        <translation>，用时 {seconds:.1f} s</translation>
    </message>
    <message>
        <source>SCORED has no feature with a usable geometry. Give the output of Score gaps, or leave it empty.</source>
        <extracomment>engine/plan/scored_places.py</extracomment>
        <translation>SCORED 没有几何可用的要素。请给出“计算漏巡概率”的输出，或将其留空。</translation>
    </message>
    <message>
        <source>A plan failed its own check ({why}). It was made again without {spots} ({labels}), listed in UNSERVED. Please report this with the input.</source>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation>一个方案未通过自检（{why}）。已去掉 {spots}（{labels}，列于 UNSERVED）重新制定。请连同输入一起报告此问题。</translation>
    </message>
    <message>
        <source>{tied:,} of {places:,} places have the same priority ({figure}), so nothing here tells them apart. Score the gaps with AREA (the area that the patrols are responsible for), PLACES (the places to be watched), or DEMAND (layers of what matters).</source>
        <extracomment>engine/score/ties.py</extracomment>
        <translation>{places:,} 个地点中有 {tied:,} 个优先度相同（{figure}），因此这里没有什么能区分它们。请用 AREA（巡逻所负责的区域）、PLACES（要监测的地点）或 DEMAND（重要内容的图层）计算漏巡概率。</translation>
    </message>
    <message>
        <source>MAX_AREA is {max_area:,.10g} m2, but a single place covers {whole:,.0f} m2 and would be cut into more than {max_parts:,} parts. Raise MAX_AREA, or set it to 0 so that nothing is cut.</source>
        <extracomment>engine/spots/partition.py</extracomment>
        <translation>MAX_AREA 为 {max_area:,.10g} m2，但单个地点覆盖 {whole:,.0f} m2，会切成 {max_parts:,} 块以上。请增大 MAX_AREA，或设为 0 以不切分。</translation>
    </message>
    <message>
        <source>MIN_AREA ({min_area:,.10g} m2) is larger than MAX_AREA ({max_area:,.10g} m2), so no blind spot could be both. Lower MIN_AREA or raise MAX_AREA.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>MIN_AREA（{min_area:,.10g} m2）大于 MAX_AREA（{max_area:,.10g} m2），没有盲区能同时满足。请减小 MIN_AREA 或增大 MAX_AREA。</translation>
    </message>
    <message>
        <source>{doing} About {time} left.</source>
        <extracomment>layers/progress.py</extracomment>
        <translation>{doing}还需约 {time}。</translation>
    </message>
    <message>
        <source>{summary}; flown in {nights}.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>{summary}；在 {nights}飞行。</translation>
    </message>
    <message>
        <source>There is no fix in {silent} of {nights}. They count as unseen.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>{nights}中有 {silent} 个没有定位点，计为无人发现。</translation>
    </message>
    <message>
        <source> with {outages}</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>，含 {outages}</translation>
    </message>
    <message>
        <source>fixes</source>
        <extracomment>algorithms/inputs/fix_report.py, ui/layer_choice.py</extracomment>
        <translation>定位点</translation>
    </message>
    <message>
        <source>the fixes</source>
        <extracomment>algorithms/inputs/fixes.py</extracomment>
        <translation>定位点</translation>
    </message>
    <message>
        <source>longitude alone</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>经度</translation>
    </message>
    <message>
        <source>{label} is empty. {What} seem to be in {zone} ({offset_text}): a guess from their {where}.{then}{nearby} {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation type="vanished">{label} 为空。{What}似乎位于 {zone}（{offset_text}）：根据其{where}推测。{then}{nearby}{otherwise}</translation>
    </message>
    <message>
        <source>{passes} Before: {text}</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation type="vanished">{passes}之前：{text}</translation>
    </message>
    <message>
        <source>, from {begins}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>（{begins} 起）</translation>
    </message>
    <message>
        <source>, watch of {begins}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>（{begins} 的值守时段）</translation>
    </message>
    <message>
        <source>visited</source>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="vanished">到访</translation>
    </message>
    <message>
        <source>served</source>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="vanished">服务</translation>
    </message>
    <message>
        <source>{nights} would have a row for each of {places:,} places in each of {many}, more than {max_rows:,} rows in total. Use fewer places (PLACES, AREA, a larger CELL_SIZE) or a shorter period (PERIOD_START, PERIOD_END), or leave {nights} empty.</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation>{nights} 会为 {many}中的 {places:,} 个地点各生成一行，总数超过 {max_rows:,} 行。请减少地点（PLACES、AREA、更大的 CELL_SIZE）或缩短分析期（PERIOD_START、PERIOD_END），或将 {nights} 留空。</translation>
    </message>
    <message>
        <source>all zones</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>全部区</translation>
    </message>
    <message>
        <source>the grid</source>
        <extracomment>algorithms/inputs/places.py, algorithms/patroleffort.py</extracomment>
        <translation>网格</translation>
    </message>
    <message>
        <source>Night {}</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>第 {} 夜</translation>
    </message>
    <message>
        <source>Plan {}</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>方案 {}</translation>
    </message>
    <message>
        <source>{setting} for {times:,}</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>{setting} {times:,} 个</translation>
    </message>
    <message>
        <source>Flown every day</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>每天飞行时</translation>
    </message>
    <message>
        <source>Flown every night</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>每夜飞行时</translation>
    </message>
    <message>
        <source>night</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>夜</translation>
    </message>
    <message>
        <source>these {count} flights</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>这 {count} 次飞行</translation>
    </message>
    <message>
        <source>this flight</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>这次飞行</translation>
    </message>
    <message>
        <source>day</source>
        <extracomment>engine/pages/gain_page.py, engine/timing/partial_watches.py</extracomment>
        <translation>天</translation>
    </message>
    <message>
        <source>Darkest: {hour}</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>最差：{hour}</translation>
    </message>
    <message>
        <source>days</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>各天</translation>
    </message>
    <message>
        <source>hours</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>各钟点</translation>
    </message>
    <message numerus="yes">
        <source>steps</source>
        <comment>after a count</comment>
        <extracomment>algorithms/planroutes.py, engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>步</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>algorithms/inputs/blind_spots.py, algorithms/inputs/report_records.py, algorithms/inputs/time_zone.py</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>watch</source>
        <extracomment>engine/timing/partial_watches.py</extracomment>
        <translation>值守时段</translation>
    </message>
    <message>
        <source>never seen</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>从未被看到</translation>
    </message>
    <message>
        <source>{hour}: {text}; {hours} unit-hours</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>{hour}：{text}；{hours} 单元小时</translation>
    </message>
    <message>
        <source>{name} carries no record of Plan drone routes, so it cannot be checked.</source>
        <extracomment>algorithms/edited_plan.py</extracomment>
        <translation>{name} 没有“规划无人机航线”的运行记录，因此无法检查。</translation>
    </message>
    <message>
        <source>Update times and battery of the plan</source>
        <extracomment>layers/moved_plan.py</extracomment>
        <translation>更新方案的时间和电量</translation>
    </message>
    <message>
        <source>{name} cannot be edited.</source>
        <extracomment>layers/moved_plan.py, ui/launch_sites.py</extracomment>
        <translation>{name} 无法编辑。</translation>
    </message>
    <message>
        <source>Gain for each drone minute</source>
        <extracomment>ui/figures.py</extracomment>
        <translation>无人机每飞行一分钟的改善量</translation>
    </message>
    <message>
        <source>Mean gap</source>
        <extracomment>ui/figures.py</extracomment>
        <translation>平均漏巡概率</translation>
    </message>
    <message>
        <source>Minutes in the air, all drones</source>
        <extracomment>ui/figures.py</extracomment>
        <translation>空中分钟数（全部无人机）</translation>
    </message>
    <message>
        <source>Share of the priority closed</source>
        <extracomment>ui/figures.py</extracomment>
        <translation>补上的优先度占比</translation>
    </message>
    <message>
        <source>{what}: {value}</source>
        <extracomment>ui/figures.py</extracomment>
        <translation type="vanished">{what}：{value}</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>GeoPackage for the launch sites</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>起降点的 GeoPackage</translation>
    </message>
    <message>
        <source>New layer in a GeoPackage…</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>在 GeoPackage 中新建图层…</translation>
    </message>
    <message>
        <source>New temporary layer</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>新建临时图层</translation>
    </message>
    <message>
        <source>Place launch sites on the map</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>在地图上放置起降点</translation>
    </message>
    <message>
        <source>Place launch sites on the map: each click adds one to the chosen layer, or to a new temporary layer. Ctrl+Z takes it back while the layer is edited.</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>在地图上放置起降点：每次单击向所选图层或新建的临时图层添加一个。图层处于编辑状态时可按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>The project has no CRS, so a click has no position. Set it first: Project &gt; Properties.</source>
        <extracomment>ui/launch_site_button.py</extracomment>
        <translation>工程没有 CRS，因此单击没有位置。请先设置：“工程 &gt; 属性”。</translation>
    </message>
    <message>
        <source>Add launch site</source>
        <extracomment>ui/launch_sites.py</extracomment>
        <translation>添加起降点</translation>
    </message>
    <message>
        <source>Site {number}</source>
        <extracomment>ui/launch_sites.py</extracomment>
        <translation>起降点 {number}</translation>
    </message>
    <message>
        <source>it is no GeoPackage</source>
        <extracomment>ui/launch_sites.py</extracomment>
        <translation>它不是 GeoPackage</translation>
    </message>
    <message>
        <source>{name} has no such place in its CRS.</source>
        <extracomment>ui/launch_sites.py</extracomment>
        <translation>{name} 的 CRS 中没有这样的位置。</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}</source>
        <extracomment>ui/launch_sites.py</extracomment>
        <translation>{path} 无法写入：{why}</translation>
    </message>
    <message>
        <source>GPS positions of the patrols, with times</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>巡逻的 GPS 位置，含时间</translation>
    </message>
    <message>
        <source>Guessed: {list}.</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>推测：{list}。</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>Points where drones take off and land</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>无人机起飞和降落的点</translation>
    </message>
    <message>
        <source>Polygons that no drone may enter</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>任何无人机不得进入的多边形</translation>
    </message>
    <message>
        <source>Polygons to score. Empty: the surroundings of the fixes</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>要评分的多边形。留空：定位点的周围</translation>
    </message>
    <message>
        <source>What matters more than the rest, such as station exits. Empty: all the same</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>比其他更重要的内容，例如地铁站出口。留空：全部同等重要</translation>
    </message>
    <message>
        <source>area</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>区域</translation>
    </message>
    <message>
        <source>demand</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>需求</translation>
    </message>
    <message>
        <source>launch sites</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>起降点</translation>
    </message>
    <message>
        <source>no-fly zones</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>禁飞区</translation>
    </message>
    <message>
        <source>{what} ({why})</source>
        <extracomment>ui/layer_choice.py</extracomment>
        <translation>{what}（{why}）</translation>
    </message>
    <message>
        <source>Blindspot panel</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>Blindspot 面板</translation>
    </message>
    <message>
        <source>Blindspot: from patrol tracks to blind spots and drone routes, step by step</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>Blindspot：从巡逻轨迹到盲区和无人机航线，一步一步</translation>
    </message>
    <message>
        <source>Add the fixes of your patrols to the project: points with a time field, or tracks. Or &lt;a href=&quot;sample&quot;&gt;load the simulated sample city&lt;/a&gt;.</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>请把巡逻的定位点加入工程：带时间字段的点，或轨迹。或者&lt;a href=&quot;sample&quot;&gt;加载模拟示例城市&lt;/a&gt;。</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>图层</translation>
    </message>
    <message>
        <source>Processing has no algorithm {id}. Is the plugin Processing switched on?</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>数据处理中没有算法 {id}。插件 Processing 是否已启用？</translation>
    </message>
    <message>
        <source>Steps</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Blindspot</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>Blindspot</translation>
    </message>
    <message>
        <source>In the layers, times and battery are those from before the edit ({list}).</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>图层中的时间和电量是编辑之前的（{list}）。</translation>
    </message>
    <message>
        <source>The edited plan could not be checked. {why}</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>无法检查编辑后的方案。{why}</translation>
    </message>
    <message>
        <source>The plan breaks rules in {places}:</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>方案在 {places}违反规则：</translation>
    </message>
    <message>
        <source>The plan keeps all rules.</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>方案遵守全部规则。</translation>
    </message>
    <message>
        <source>Whether spots are served is not checked: the layer of spots that are not visited is missing.</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>未检查盲区是否得到服务：缺少未到访的盲区的图层。</translation>
    </message>
    <message>
        <source>drone {drone}, sortie {sortie}</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>{drone} 号无人机第 {sortie} 架次</translation>
    </message>
    <message>
        <source>Check of the edited plan</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>编辑后方案的检查</translation>
    </message>
    <message>
        <source>Filled: battery left after landing. Click: selects the route.</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>填充：降落后剩余电量。单击：选中航线。</translation>
    </message>
    <message>
        <source>Key figures</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>Night {number}</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>第 {number} 夜</translation>
    </message>
    <message>
        <source>Still assumed</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>仍为假定</translation>
    </message>
    <message>
        <source>Update times and battery</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>更新时间和电量</translation>
    </message>
    <message>
        <source>Warnings of the last runs</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>最近几次运行的警告</translation>
    </message>
    <message>
        <source>Writes them into the routes and waypoints, as edits that you save or undo</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>将其写入航线和航点，作为可保存或撤销的编辑</translation>
    </message>
    <message>
        <source>and {more:,} more</source>
        <extracomment>ui/result_parts.py</extracomment>
        <translation>等（另有 {more:,} 个）</translation>
    </message>
    <message>
        <source>Timeline of the plan</source>
        <extracomment>ui/result_parts.py, ui/timeline_widget.py</extracomment>
        <translation>方案的时间轴</translation>
    </message>
    <message>
        <source>by name</source>
        <extracomment>ui/roles.py</extracomment>
        <translation>按名称</translation>
    </message>
    <message>
        <source>lines with times (M)</source>
        <extracomment>ui/roles.py</extracomment>
        <translation>带时间 (M) 的线</translation>
    </message>
    <message>
        <source>of {count} layers of points with a time field</source>
        <extracomment>ui/roles.py</extracomment>
        <translation>{count} 个带时间字段的点图层之一</translation>
    </message>
    <message>
        <source>points with a time field</source>
        <extracomment>ui/roles.py</extracomment>
        <translation>带时间字段的点</translation>
    </message>
    <message>
        <source>Blind spots by rank</source>
        <extracomment>ui/spot_list.py</extracomment>
        <translation>按排名的盲区</translation>
    </message>
    <message>
        <source>Spot {number}</source>
        <extracomment>ui/spot_list.py</extracomment>
        <translation>盲区 {number}</translation>
    </message>
    <message>
        <source>One file with the question, the maps, the ranking and the plan</source>
        <extracomment>ui/step_buttons.py</extracomment>
        <translation>一个文件，含问题、地图、排名和方案</translation>
    </message>
    <message>
        <source>Report…</source>
        <extracomment>ui/step_buttons.py</extracomment>
        <translation>报告…</translation>
    </message>
    <message>
        <source>{said} Next: {title}.</source>
        <extracomment>ui/step_buttons.py</extracomment>
        <translation>{said}下一步：{title}。</translation>
    </message>
    <message>
        <source>{title}…</source>
        <extracomment>ui/step_buttons.py</extracomment>
        <translation>{title}…</translation>
    </message>
    <message>
        <source>Choose launch sites above, or place them on the map.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>请在上方选择起降点，或在地图上放置。</translation>
    </message>
    <message>
        <source>Choose the fixes above.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>请在上方选择定位点。</translation>
    </message>
    <message>
        <source>How likely is it that something goes unseen? Scores {fixes}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">情况无人发现的可能性有多大？为 {fixes} 评分</translation>
    </message>
    <message>
        <source>Joins the places of {name} with the highest priority into blind spots.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>把 {name} 中优先度最高的地点合并为盲区。</translation>
    </message>
    <message>
        <source>Needs a plan: plan drone routes first.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>需要方案：请先规划无人机航线。</translation>
    </message>
    <message>
        <source>Needs blind spots: find them first.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>需要盲区：请先查找盲区。</translation>
    </message>
    <message>
        <source>Needs scored places: score the gaps first.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>需要已评分的地点：请先计算漏巡概率。</translation>
    </message>
    <message>
        <source>No route: the layer of spots that are not visited says why.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>没有航线：未到访的盲区的图层说明了原因。</translation>
    </message>
    <message>
        <source>Plans flights from {sites} to {spots}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">规划从 {sites} 到 {spots} 的飞行</translation>
    </message>
    <message>
        <source>The plan has no route to assess.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>方案没有可评估的航线。</translation>
    </message>
    <message>
        <source>Total priority {before} → {after}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>总优先度 {before} → {after}</translation>
    </message>
    <message>
        <source>What would the gaps be if {name} were flown every night?</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>如果每夜按 {name} 飞行，漏巡概率会变成多少？</translation>
    </message>
    <message numerus="yes">
        <source>routes</source>
        <comment>after a count</comment>
        <extracomment>layers/flights.py, ui/steps.py</extracomment>
        <translation>
            <numerusform>条航线</numerusform>
        </translation>
    </message>
    <message>
        <source>{places}: mean gap {gap}, total priority {priority}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{places}：平均漏巡概率 {gap}，总优先度 {priority}。</translation>
    </message>
    <message>
        <source>{routes} in {minutes} drone minutes close {share} % of the priority.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{routes}，无人机飞行 {minutes} 分钟，补上优先度的 {share} %。</translation>
    </message>
    <message>
        <source>{routes} in {minutes} drone minutes.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{routes}，无人机飞行 {minutes} 分钟。</translation>
    </message>
    <message>
        <source>{routes}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{routes}。</translation>
    </message>
    <message>
        <source>{said} ({change:+.1f} %).</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}（{change:+.1f} %）。</translation>
    </message>
    <message>
        <source>{said} ({name} is of other input.)</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}（{name} 来自其他输入。）</translation>
    </message>
    <message>
        <source>{said} within {area}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}，在 {area} 之内</translation>
    </message>
    <message>
        <source>{said}, around {zones}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}，绕开 {zones}</translation>
    </message>
    <message>
        <source>{said}, with demand from {layers}</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}，需求来自 {layers}</translation>
    </message>
    <message>
        <source>{spots}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{spots}。</translation>
    </message>
    <message>
        <source>{said}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation type="vanished">{said}。</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {number}: {start}–{end}, {minutes:.0f} min</source>
        <extracomment>ui/timeline.py</extracomment>
        <translation>{drone} 号无人机，第 {number} 架次：{start}–{end}，{minutes:.0f} min</translation>
    </message>
    <message>
        <source>From {site}</source>
        <extracomment>ui/timeline.py</extracomment>
        <translation>从 {site} 起飞</translation>
    </message>
    <message>
        <source>Visits {spots}</source>
        <extracomment>ui/timeline.py</extracomment>
        <translation>到访 {spots}</translation>
    </message>
    <message>
        <source>{said}, {left:.0f} % of the battery left</source>
        <extracomment>ui/timeline.py</extracomment>
        <translation>{said}，剩余电量 {left:.0f} %</translation>
    </message>
    <message>
        <source>no more than {high} km/h</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">不超过 {high} km/h</translation>
    </message>
    <message>
        <source>no more than {low} to {high} km/h, depending on the unit</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation type="vanished">不超过 {low} 至 {high} km/h（因单元而异）</translation>
    </message>
    <message>
        <source>&lt;p&gt;Puts the results together as one HTML page to read, print and share: the question and the finding in plain words, maps of the gaps, of the blind spots and of the drone routes, the ranking, the hours in which most is missed, the flights over the watch with the battery that is left, what the flights close, what is not known, the data and their faults, the method, and how everything was made. The first pages are for everybody; the tables are in an appendix.&lt;/p&gt; &lt;p&gt;Give what you have; each layer is optional, and the report has the parts for which there is a layer. The question, the parameters and the data are taken from the records that the results carry. The report says, at the top, where a result answers another question than the others, is of another run, or was changed after it was made; WARNINGS counts these sentences.&lt;/p&gt; &lt;p&gt;The page is complete in itself: it loads nothing, and contains no names of units, no paths and no script. It has a dark and a light form, and prints on A4 (in a browser: Print, Save as PDF). The same results make the same page.&lt;/p&gt;</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>&lt;p&gt;把各项结果汇集为一个 HTML 页面，可阅读、打印和分享：用通俗的话说明问题和发现，漏巡、盲区和无人机航线的地图，排名，漏巡最多的钟点，值守时段内的飞行及剩余电量，飞行能补上多少，哪些尚不清楚，数据及其缺陷，方法，以及一切是如何生成的。前几页面向所有人；表格在附录中。&lt;/p&gt; &lt;p&gt;有什么就给什么；每个图层都是可选的，有图层的部分才出现在报告中。问题、参数和数据取自结果所带的运行记录。若某个结果回答的问题与其他不同、属于另一次运行，或在生成之后被更改，报告会在开头说明；WARNINGS 统计这类说明的条数。&lt;/p&gt; &lt;p&gt;页面自成一体：不加载任何内容，不含单元名称、路径和脚本。它有深色和浅色两种形式，可打印为 A4（在浏览器中：打印，另存为 PDF）。相同的结果生成相同的页面。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Number of mismatches</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>不一致之处的数量</translation>
    </message>
    <message>
        <source>Launch sites go to {name}, {kind}. Ctrl+Z takes one back.</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>起降点将添加到 {name}（{kind}）。按 Ctrl+Z 可撤销一个。</translation>
    </message>
    <message>
        <source>a layer in a file</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>文件中的图层</translation>
    </message>
    <message>
        <source>a temporary layer</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>临时图层</translation>
    </message>
    <message>
        <source>Avenue</source>
        <extracomment>resources/styles/sample_streets.qml</extracomment>
        <translation>大道</translation>
    </message>
    <message>
        <source>Bridge</source>
        <extracomment>resources/styles/sample_streets.qml</extracomment>
        <translation>桥</translation>
    </message>
    <message>
        <source>Lane</source>
        <extracomment>resources/styles/sample_streets.qml</extracomment>
        <translation>巷</translation>
    </message>
    <message>
        <source>Promenade</source>
        <extracomment>resources/styles/sample_streets.qml</extracomment>
        <translation>滨水步道</translation>
    </message>
    <message>
        <source>Street</source>
        <extracomment>resources/styles/sample_streets.qml</extracomment>
        <translation>街道</translation>
    </message>
    <message>
        <source>{flights} of {minutes:.1f} min in total; drones notice within {ranges} m</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>{flights}，共 {minutes:.1f} min；无人机的探测距离为 {ranges} m</translation>
    </message>
    <message>
        <source>{least:g} to {most:g}</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>{least:g} 至 {most:g}</translation>
    </message>
    <message>
        <source>{summary}; flown once, as dated.</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>{summary}；按其日期飞行一次。</translation>
    </message>
    <message>
        <source>Making the report.</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py, algorithms/report.py</extracomment>
        <translation>正在生成报告。</translation>
    </message>
    <message>
        <source>In these {weeks:.1f} weeks some hours of the week occur more often than others ({fewest_hours:.3g} to {most_hours:.3g} hours of each). They have more unit-hours for this reason alone.</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>在这 {weeks:.1f} 周中，一周的某些钟点出现得比其他钟点多（各 {fewest_hours:.3g} 至 {most_hours:.3g} 小时）。仅因如此，它们的单元小时就更多。</translation>
    </message>
    <message>
        <source>{span} ({zone}) ({begins_utc} to {ends_utc})</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>{span}（{zone}）（{begins_utc} 至 {ends_utc}）</translation>
    </message>
    <message>
        <source> while {step}</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>（步骤：{step}）</translation>
    </message>
    <message>
        <source>An unexpected error occurred{while_doing}: {kind}: {error}. This is a mistake in Blindspot, or an input of a kind that it does not know. Please report it, with the log of this run.</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>发生意外错误{while_doing}：{kind}：{error}。这是 Blindspot 的缺陷，或是它不认识的输入类型。请连同本次运行的日志一起报告。</translation>
    </message>
    <message>
        <source>Blindspot {version}, {algorithm}, QGIS {qgis_version}, Python {python_version}</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>Blindspot {version}，{algorithm}，QGIS {qgis_version}，Python {python_version}</translation>
    </message>
    <message>
        <source>sweeping areas</source>
        <extracomment>algorithms/failures.py</extracomment>
        <translation>扫描区域</translation>
    </message>
    <message>
        <source>Gi* compares each place with those within {band:g} m: high priority clusters in {clusters:,} of {tested:,} places (q at most {highest_q:g}). Neighbouring places are not independent: this is a description, not a proof.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>Gi* 将每个地点与 {band:g} m 之内的地点比较：{tested:,} 个地点中有 {clusters:,} 个存在高优先度聚集（q 不超过 {highest_q:g}）。相邻地点并不独立：这是描述，不是证明。</translation>
    </message>
    <message>
        <source>{spots} no named demand feature that counts there (DEMAND_RANGE) within NEAR_LIMIT ({limit:g} m); near is null there. For names from further away, set NAMES.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>{spots}在 NEAR_LIMIT（{limit:g} m）之内没有在该处计入的命名需求要素（DEMAND_RANGE），其 near 为空。若要更远处的名称，请设置 NAMES。</translation>
    </message>
    <message>
        <source>{spots} no named feature within NEAR_LIMIT ({limit:g} m); near is null there.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>{spots}在 NEAR_LIMIT（{limit:g} m）之内没有命名要素，其 near 为空。</translation>
    </message>
    <message>
        <source>ENDURANCE is {endurance:g} min; its maker states at most {stated:g} min for the {name}. A battery that lasts less than planned does not bring the drone home. Leave ENDURANCE empty to use the maker&apos;s figure.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>ENDURANCE 为 {endurance:g} min；厂家给出的 {name} 的最大值为 {stated:g} min。电池的续航若短于计划，无人机就无法返航。请将 ENDURANCE 留空以使用厂家数值。</translation>
    </message>
    <message>
        <source>{name} {given:g} {unit} is used instead of the {own:g} {unit} of the {model}.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>使用 {name} {given:g} {unit}，而不是 {model} 的 {own:g} {unit}。</translation>
    </message>
    <message>
        <source>{name}: {endurance:g} min, {battery_wh:g} Wh, {mass:g} kg ({source}). SPEED, CLIMB and DESCENT do not depend on AIRCRAFT: {speed:g}, {climb:g} and {descent:g} m/s.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>{name}：{endurance:g} min，{battery_wh:g} Wh，{mass:g} kg（{source}）。SPEED、CLIMB 和 DESCENT 与 AIRCRAFT 无关：{speed:g}、{climb:g} 和 {descent:g} m/s。</translation>
    </message>
    <message>
        <source>Empty parameters have the values of {about}, on which {name} is based: {values}.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>留空的参数采用 {name} 所依据的{about}的数值：{values}。</translation>
    </message>
    <message numerus="yes">
        <source>{names} do not say how they were made (they carry no record). Parameters that are empty have their usual values{which}.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>
            <numerusform>{names} 没有说明是如何生成的（没有运行记录）。留空的参数使用常用值{which}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} does not say how it was made (it carries no record). The values of {first} are used.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{name} 没有说明它是如何生成的（没有运行记录）。使用 {first} 的数值。</translation>
    </message>
    <message>
        <source>{name} has a value, but {layer} was made without one. Leave it empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{name} 有值，而 {layer} 生成时没有。请将其留空以使用相同的值。</translation>
    </message>
    <message>
        <source>{name} is left empty, because {layers} was made again or edited since {result} was made, or has a filter.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{name} 留空，因为自 {result} 生成以来，{layers} 已重新生成或编辑过，或带有过滤器。</translation>
    </message>
    <message>
        <source>{parameter} has {layers}, but {name} was made with {count} ({names}). Leave {parameter} empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{parameter} 有 {layers}，而 {name} 是以 {count}（{names}）生成的。请将 {parameter} 留空以使用相同的值。</translation>
    </message>
    <message numerus="yes">
        <source>{parameter} is empty, and {names} do not say which was used. Choose the layer.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>
            <numerusform>{parameter} 为空，而 {names} 没有说明所用的是哪个图层。请选择图层。</numerusform>
        </translation>
    </message>
    <message>
        <source>{parameter} is empty. Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{parameter} 为空。请选择图层。</translation>
    </message>
    <message>
        <source>{parameter} is empty. {damaged} Choose the layer.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{parameter} 为空。{damaged}请选择图层。</translation>
    </message>
    <message>
        <source>{title} is {value}, but {name} was made with {made_with}. Leave {parameter} empty to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{title} 为 {value}，而 {name} 是以 {made_with} 生成的。若要使用相同的值，请将 {parameter} 留空。</translation>
    </message>
    <message>
        <source>{title} is {value}, but {name} was made with {made_with}. Set {parameter} to {made_with} to use the same.</source>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation>{title} 为 {value}，而 {name} 是以 {made_with} 生成的。若要使用相同的值，请将 {parameter} 设为 {made_with}。</translation>
    </message>
    <message>
        <source>{name} has no field for priorities: each of its {features:,} features has priority 1.</source>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation>{name} 没有优先度字段：其 {features:,} 个要素的优先度均为 1。</translation>
    </message>
    <message>
        <source>None of {spots} has a gap_profile of this watch.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>{spots}都没有该值守时段的 gap_profile。</translation>
    </message>
    <message>
        <source>The blind spot has no gap_profile of this watch.</source>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>该盲区没有该值守时段的 gap_profile。</translation>
    </message>
    <message numerus="yes">
        <source>{missing:,} of {spots} have no gap_profile of this watch.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>
            <numerusform>{spots}中有 {missing:,} 个没有该值守时段的 gap_profile。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{said} The gap of each of them is taken to be the same at all hours of the watch. Find blind spots carries the profile from Score gaps, if both used this watch.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/closing.py</extracomment>
        <translation>
            <numerusform>{said}将其漏巡概率视为在值守时段各时刻相同。若“查找盲区”与“计算漏巡概率”都使用该值守时段，“查找盲区”会带上该剖面。</numerusform>
        </translation>
    </message>
    <message>
        <source>place</source>
        <extracomment>algorithms/inputs/demand.py</extracomment>
        <translation>地点</translation>
    </message>
    <message>
        <source>In outages units are assumed to move at no more than {high} km/h (PRISM_SPEED), or faster if they need it to reach their next fix. gap_low counts every pass that this allows.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>假定单元在信号中断期间的移动速度不超过 {high} km/h（PRISM_SPEED）；若需要更快才能到达下一个定位点，则更快。gap_low 计入由此可能的每次经过。</translation>
    </message>
    <message>
        <source>In outages units are assumed to move at no more than {low} to {high} km/h, depending on the unit (PRISM_SPEED), or faster if they need it to reach their next fix. gap_low counts every pass that this allows.</source>
        <extracomment>algorithms/inputs/detection.py</extracomment>
        <translation>假定单元在信号中断期间的移动速度不超过 {low} 至 {high} km/h（因单元而异）（PRISM_SPEED）；若需要更快才能到达下一个定位点，则更快。gap_low 计入由此可能的每次经过。</translation>
    </message>
    <message>
        <source>The data lie at longitude {longitude:.1f}, where local time is about UTC{expected:+.0f} h, but TIMEZONE {timezone} is UTC{offset:+.1f} h. A wrong time zone shifts the hours of the watch: is TIMEZONE right?</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>数据位于经度 {longitude:.1f}，当地时间约为 UTC{expected:+.0f} h，而 TIMEZONE {timezone} 为 UTC{offset:+.1f} h。时区错误会使值守时段偏移：TIMEZONE 是否正确？</translation>
    </message>
    <message>
        <source>{fixes} read: {kept:,} kept in {tracks} of {units}{outages}, {rejected:,} rejected.</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>读取 {fixes}：保留 {kept:,} 个，属于 {units}的 {tracks}{outages}，剔除 {rejected:,} 个。</translation>
    </message>
    <message>
        <source>{drones:,} drones (DRONES, or DRONES_FIELD) with {sorties:,} sorties each (SORTIES) make {total:,} sorties; a plan can have {max_sorties} at most. Reduce DRONES or SORTIES.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>{drones:,} 架无人机（DRONES 或 DRONES_FIELD）各飞 {sorties:,} 架次（SORTIES），共 {total:,} 架次；一个方案最多 {max_sorties} 架次。请减小 DRONES 或 SORTIES。</translation>
    </message>
    <message>
        <source>a mesh</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>网格（mesh）图层</translation>
    </message>
    <message>
        <source>a point cloud</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>点云图层</translation>
    </message>
    <message>
        <source>a tiled scene</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>瓦片场景图层</translation>
    </message>
    <message>
        <source>a vector layer</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>矢量图层</translation>
    </message>
    <message>
        <source>the field {field} of {name} holds no numbers. Choose another field.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 的字段 {field} 不含数字。请选择其他字段。</translation>
    </message>
    <message>
        <source>the filter {expression} of {name} cannot be evaluated ({reason}). Correct it.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 的过滤器 {expression} 无法求值（{reason}）。请改正。</translation>
    </message>
    <message>
        <source>the filter {expression} of {name} uses {field}, which is no field. It has: {fields}.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 的过滤器 {expression} 使用了 {field}，但没有该字段。现有字段：{fields}。</translation>
    </message>
    <message>
        <source>{name} has no {wanted}; it must have {wanted}. {advice}</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 没有{wanted}；其要素必须是{wanted}。{advice}</translation>
    </message>
    <message>
        <source>{name} has {found}; it must have {wanted}. {advice}</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 的要素是{found}；必须是{wanted}。{advice}</translation>
    </message>
    <message>
        <source>{name} is a table without geometries; it must have {wanted}. {advice}</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 是没有几何的表；其要素必须是{wanted}。{advice}</translation>
    </message>
    <message>
        <source>{name} is {what}; it must be {wanted}.</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>{name} 是{what}；必须是{wanted}。</translation>
    </message>
    <message>
        <source>a raster</source>
        <extracomment>algorithms/inputs/layer_gate.py</extracomment>
        <translation>栅格图层</translation>
    </message>
    <message>
        <source>({name}): {layer} is not as it was when {carrier} was made ({counts}).</source>
        <extracomment>algorithms/inputs/not_as_made.py</extracomment>
        <translation>（{name}）：{layer} 与生成 {carrier} 时不同（{counts}）。</translation>
    </message>
    <message>
        <source>{name} ({value}) must be numbers of 0 or more, and not infinite.</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation>{name}（{value}）必须是 0 或更大的数字，且不是无穷大。</translation>
    </message>
    <message>
        <source>{name} ({value}) must be numbers separated by commas, such as 3,1.</source>
        <extracomment>algorithms/inputs/parameters.py</extracomment>
        <translation>{name}（{value}）必须是以逗号分隔的数字，例如 3,1。</translation>
    </message>
    <message>
        <source>There are fixes in PLACES or near it, but none within DETECTION_RANGE ({reach:g} m) of a sample point of a place, where patrols count. So every place counts as unpatrolled. Use a smaller SAMPLE_SPACING, or a longer DETECTION_RANGE.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>PLACES 之内或附近有定位点，但都不在地点采样点的 DETECTION_RANGE（{reach:g} m）之内，而巡逻在那里才计入。因此每个地点都计为无巡逻。请使用更小的 SAMPLE_SPACING，或更大的 DETECTION_RANGE。</translation>
    </message>
    <message>
        <source>There are fixes in {where} or near it, but none within DETECTION_RANGE ({reach:g} m) of the centre of a cell, where patrols count. So every place counts as unpatrolled. Use a smaller CELL_SIZE, or a longer DETECTION_RANGE.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>{where} 之内或附近有定位点，但都不在单元格中心的 DETECTION_RANGE（{reach:g} m）之内，而巡逻在那里才计入。因此每个地点都计为无巡逻。请使用更小的 CELL_SIZE，或更大的 DETECTION_RANGE。</translation>
    </message>
    <message>
        <source>Without AREA, the grid has the {found:,} cells within {reach:g} m of a fix (GRID_REACH). Places further away are left out.</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>没有 AREA，网格为距定位点 {reach:g} m 之内的 {found:,} 个单元格（GRID_REACH）。更远的地点被略去。</translation>
    </message>
    <message>
        <source>{km} km</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>{km} km</translation>
    </message>
    <message>
        <source>{metres:,.0f} m</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>{metres:,.0f} m</translation>
    </message>
    <message>
        <source>{parameter} is empty, and the {name} with which {made} was made is not found at {source}. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{parameter} 为空，而生成 {made} 所用的 {name} 在 {source} 找不到。请选择图层。</translation>
    </message>
    <message>
        <source>{parameter} is empty, and the {name} with which {made} was made was a temporary layer, which is not in this project. Choose the layer.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation type="vanished">{parameter} 为空，而生成 {made} 所用的 {name} 是临时图层，不在本工程中。请选择图层。</translation>
    </message>
    <message>
        <source>INPUT: {name} was made of the selected features of {layers} only. A selection is not recorded, so the run cannot be repeated.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>INPUT：{name} 只由 {layers} 的选中要素生成。选择没有记录，因此该运行无法重复。</translation>
    </message>
    <message>
        <source>at {source}</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>位于 {source}</translation>
    </message>
    <message>
        <source>{name} does not say which output of {algorithm} it is, so it cannot be repeated.</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>{name} 没有说明它是 {algorithm} 的哪一个输出，因此无法重复。</translation>
    </message>
    <message>
        <source>{title} is {value}, not {expected}</source>
        <extracomment>algorithms/inputs/report_records.py</extracomment>
        <translation>{title}为 {value}，而不是 {expected}</translation>
    </message>
    <message>
        <source>{help} Empty: as recorded in {layer}.</source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation>{help}留空：沿用{layer}中的记录。</translation>
    </message>
    <message>
        <source>{help} Empty: as recorded in {layer}; otherwise {usual}.</source>
        <extracomment>algorithms/inputs/taken.py</extracomment>
        <translation>{help}留空：沿用{layer}中的记录；没有记录时为 {usual}。</translation>
    </message>
    <message>
        <source>{label} is empty, and {features} have no position to guess it from: UTC is assumed. {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>{label} 为空，且{features}没有可供推测的位置：假定为 UTC。{otherwise}</translation>
    </message>
    <message>
        <source>{label} is empty. {features} seem to be in {zone} ({offset_text}): a guess from their {where}.{then}{nearby} {otherwise}</source>
        <extracomment>algorithms/inputs/time_zone.py</extracomment>
        <translation>{label} 为空。{features}似乎位于 {zone}（{offset_text}）：根据其{where}推测。{then}{nearby}{otherwise}</translation>
    </message>
    <message>
        <source>Period {span} ({zone}), {nights}; the gap is the mean over {hours:.1f} h of starting moments. Each has to be seen within {revisit:g} min.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>分析期 {span}（{zone}），{nights}；漏巡概率为 {hours:.1f} h 起始时刻的平均。每个时刻须在 {revisit:g} min 内被看到。</translation>
    </message>
    <message>
        <source>There is no fix in {silent_nights} of {nights}. They count as unseen: {dates}.</source>
        <extracomment>algorithms/inputs/watch.py</extracomment>
        <translation>{nights}中有 {silent_nights} 个没有定位点，计为无人发现：{dates}。</translation>
    </message>
    <message>
        <source>geometry</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>几何</translation>
    </message>
    <message>
        <source>{features} then, {now:,} now</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>当时 {features}，现在 {now:,}</translation>
    </message>
    <message>
        <source>{name} ({parameter}) was made by {algorithm}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name}（{parameter}）由“{algorithm}”生成</translation>
    </message>
    <message>
        <source>{name} does not agree with the repeated run: {differences}{details}.</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name} 与重复运行不一致：{differences}{details}。</translation>
    </message>
    <message>
        <source>{name} in {rows}</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name}（{rows}）</translation>
    </message>
    <message>
        <source>{name} in {rows}, by {largest:.3g} at most</source>
        <extracomment>algorithms/outputs/agreement.py</extracomment>
        <translation>{name}（{rows}，最多相差 {largest:.3g}）</translation>
    </message>
    <message>
        <source>the same table</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>同一个表</translation>
    </message>
    <message>
        <source>{name} ({path}) has a line break or another control character in its path.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）的路径中有换行符或其他控制字符。</translation>
    </message>
    <message>
        <source>{name} ({path}) is neither a path nor a database that QGIS knows. Give the path of a file without a colon, such as one that ends in {good}.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）既不是路径，也不是 QGIS 认识的数据库。请给出不含冒号的文件路径，例如以 {good} 结尾。</translation>
    </message>
    <message>
        <source>{name} ({path}) lies in an archive or on a server. Choose a file on a disk.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）在压缩包中或服务器上。请选择磁盘上的文件。</translation>
    </message>
    <message>
        <source>{name} ({path}): a path cannot name a table after |. For a table of a GeoPackage write ogr:dbname=&apos;{file}&apos; table=&quot;{table}&quot; (geom), or give the path of a new file.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}（{path}）：路径不能在 | 之后指定表。GeoPackage 的表请写为 ogr:dbname=&apos;{file}&apos; table=&quot;{table}&quot; (geom)，或给出新文件的路径。</translation>
    </message>
    <message>
        <source>{name} and {other} are the same file{path}. Choose two different files.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name} 与 {other} 是同一个文件{path}。请选择两个不同的文件。</translation>
    </message>
    <message>
        <source>{name} would overwrite {source}: both are {path}. Choose another file; nothing has been changed.</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name} 会覆盖 {source}：两者都是 {path}。请选择其他文件；没有做任何更改。</translation>
    </message>
    <message>
        <source>{name}: {path} holds other tables ({others}), which would be deleted, because QGIS replaces the whole file. Choose another file, or write a table of it: ogr:dbname=&apos;{path}&apos; table=&quot;{table}&quot; (geom).</source>
        <extracomment>algorithms/outputs/destinations.py</extracomment>
        <translation>{name}：{path} 含有其他表（{others}），它们会被删除，因为 QGIS 会替换整个文件。请选择其他文件，或写入其中的一个表：ogr:dbname=&apos;{path}&apos; table=&quot;{table}&quot; (geom)。</translation>
    </message>
    <message>
        <source>Before: {before} After: {after}</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>之前：{before} 之后：{after}</translation>
    </message>
    <message>
        <source>Drones pass {times}, none of them in the watch.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>无人机经过 {times}，均不在值守时段内。</translation>
    </message>
    <message>
        <source>Drones pass {times}, {in_watch} of them in the watch.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>无人机经过 {times}，其中 {in_watch} 次在值守时段内。</translation>
    </message>
    <message>
        <source>Drones pass {times}.</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>无人机经过 {times}。</translation>
    </message>
    <message>
        <source>{passes} Before: {before}</source>
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>{passes}之前：{before}</translation>
    </message>
    <message>
        <source>No flight is within the period ({period}), as far as the data cover it ({span}): they begin on {first}. Change PERIOD_START and PERIOD_END, or set REPEAT to every watch of the period, or PARTIAL_WATCHES to count the time without data as unpatrolled.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>在数据所覆盖的分析期（{period}，数据为 {span}）内没有飞行：它们从 {first} 开始。请更改 PERIOD_START 和 PERIOD_END，或将 REPEAT 设为分析期的每个值守时段，或通过 PARTIAL_WATCHES 把没有数据的时间计为无巡逻。</translation>
    </message>
    <message>
        <source>No flight is within the period ({period}): they begin on {first}. Change PERIOD_START and PERIOD_END, or set REPEAT to every watch of the period.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>没有飞行在分析期内（{period}）：它们从 {first} 开始。请更改 PERIOD_START 和 PERIOD_END，或将 REPEAT 设为分析期的每个值守时段。</translation>
    </message>
    <message>
        <source>The plan takes {length} and the watch is {watch}: </source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>方案需要 {length}，而值守时段为 {watch}：</translation>
    </message>
    <message>
        <source>{early} of {total} of flight time lie in the first {revisit} of the watch. A pass notices what began within that time before it, and early in the watch little can have begun. The same flights later in the watch would close more of the gaps.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>{total} 的飞行时间中有 {early} 在值守时段的最初 {revisit}内。一次经过只能发现此前这段时间内开始的情况，而值守时段刚开始时能开始的很少。同样的飞行放在值守时段稍后，会补上更多的漏巡。</translation>
    </message>
    <message>
        <source>{longest}{outside} of {total} of flight time lie outside the watch. What drones see before the watch does not count. What they see after it counts only if it began within the watch.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>{longest}{total} 的飞行时间中有 {outside} 在值守时段之外。无人机在值守时段之前看到的不计入；之后看到的，只有在值守时段内开始的才计入。</translation>
    </message>
    <message>
        <source>{outside} of {flights} flights lie outside the period and do not count.</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>{flights} 次飞行中有 {outside} 次在分析期之外，不计入。</translation>
    </message>
    <message>
        <source>It was made in another language ({language}), so its fields of texts ({fields}) are not compared.</source>
        <extracomment>algorithms/outputs/language.py</extracomment>
        <translation>它以另一种语言（{language}）生成，因此不比较其文字字段（{fields}）。</translation>
    </message>
    <message>
        <source>  All places that drones can reach had been closed in full, so earlier nights no longer count.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>  无人机可到达的全部地点都已完全补上，因此之前各夜不再计入。</translation>
    </message>
    <message>
        <source>  All places that drones can reach had been visited, so earlier nights no longer count.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>  无人机可到达的全部地点都已到访，因此之前各夜不再计入。</translation>
    </message>
    <message>
        <source>  {spots}: {reason}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>  {spots}：{reason}。</translation>
    </message>
    <message>
        <source>Flown in the {watches} of the period it closes a priority of {closed}: the total falls from {before} to {after}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>在分析期的 {watches}飞行，它补上 {closed} 的优先度：总优先度从 {before} 降到 {after}。</translation>
    </message>
    <message>
        <source>The {nights} nights together visit {places}. Flown as a rotation over the {watches} of the period they close a priority of {closed}: the total falls from {before} to {after}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>这 {nights} 夜合计到访 {places}。在分析期的 {watches}轮换飞行，它们补上 {closed} 的优先度：总优先度从 {before} 降到 {after}。</translation>
    </message>
    <message>
        <source>{different} of {plans} plans differ. Drawn with these probabilities (by plan, {likely}), a night visits each of the {places:,} places in blind spots that any plan visits with a probability of at least {least:.4g}. No mixture of these plans is better if no plan may have a probability above {highest:.3g} (ENTROPY). The entropy of the draw is {entropy:.3f} nats; the maximum is {maximum:.3f}. SEED is {seed}.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>{plans} 个方案中有 {different} 个不同。按这些概率抽取（按方案：{likely}），对于任一方案所到访的 {places:,} 个盲区地点，一夜到访其中每一个的概率至少为 {least:.4g}。若任何方案的概率都不得超过 {highest:.3g}（ENTROPY），则没有更好的方案组合。抽取的熵为 {entropy:.3f} 奈特，最大值为 {maximum:.3f}。SEED 为 {seed}。</translation>
    </message>
    <message>
        <source>{name}: nothing is flown, because no blind spot can be visited.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>{name}：没有飞行，因为没有可到访的盲区。</translation>
    </message>
    <message>
        <source>{name}: nothing is flown, because no blind spot is left.</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>{name}：没有飞行，因为没有剩余的盲区。</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {closed} of {open} {where}, with {spots} to visit. {after}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>{name}：{sorties}优先度 {closed}（{where}共 {open}），有 {spots}可到访。{after}</translation>
    </message>
    <message>
        <source>{name}: {sorties} a priority of {served} of {total} in {spots}. {after}</source>
        <extracomment>algorithms/outputs/nights_report.py</extracomment>
        <translation>{name}：{sorties}优先度 {served}（{spots}共 {total}）。{after}</translation>
    </message>
    <message numerus="yes">
        <source>spots, or parts of spots, are not served</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>个盲区（或其部分）未得到服务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots, or parts of spots, are not visited</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation>
            <numerusform>个盲区（或其部分）未到访</numerusform>
        </translation>
    </message>
    <message>
        <source>The report could not be written to {path}: {reason}. Choose another file.</source>
        <extracomment>algorithms/outputs/report.py</extracomment>
        <translation>报告无法写入 {path}：{reason}。请选择其他文件。</translation>
    </message>
    <message numerus="yes">
        <source>places have no priority and are left out.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>
            <numerusform>个地点没有优先度，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots were smaller than MIN_AREA and are left out.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>
            <numerusform>个盲区小于 MIN_AREA，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} spots were larger than MAX_AREA ({max_area:,.0f} m2) and are split; part_of shows which parts belong together.</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/spots_report.py</extracomment>
        <translation>
            <numerusform>{count:,} 个盲区大于 MAX_AREA（{max_area:,.0f} m²），已拆分；part_of 表明哪些部分属于同一个盲区。</numerusform>
        </translation>
    </message>
    <message>
        <source>Period {span} ({zone}), watch {watch}: {hours:,.1f} h and {kilometres:,.1f} km of patrols.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>分析期 {span}（{zone}），值守时段 {watch}：巡逻 {hours:,.1f} h，{kilometres:,.1f} km。</translation>
    </message>
    <message>
        <source>{hours_outside:,.1f} of {hours:,.1f} h and {kilometres_outside:,.1f} of {kilometres:,.1f} km lie outside {where}.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>{hours:,.1f} h 中有 {hours_outside:,.1f} h、{kilometres:,.1f} km 中有 {kilometres_outside:,.1f} km 位于{where}之外。</translation>
    </message>
    <message>
        <source>{left_out:,.1f} of {hours:,.1f} h of tracks are outside the watch or the period, or slower than MIN_SPEED. They do not count.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>轨迹的 {hours:,.1f} h 中有 {left_out:,.1f} h 在值守时段或分析期之外，或慢于 MIN_SPEED。不计入。</translation>
    </message>
    <message>
        <source>{name} (PLACES) has {count:,} features that are not polygons. Effort can only be measured in polygons. Choose a polygon layer, or first create a buffer around the points or lines.</source>
        <extracomment>algorithms/patroleffort.py</extracomment>
        <translation>{name}（PLACES）有 {count:,} 个要素不是多边形。巡逻量只能在多边形内统计。请选择多边形图层，或先为点或线创建缓冲区。</translation>
    </message>
    <message>
        <source>{far:,} of {places:,} places are out of reach of every launch site on one battery, or beyond MAX_RANGE, and are left out.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>{places:,} 个地点中有 {far:,} 个用一块电池从任何起降点都到不了，或超出 MAX_RANGE，被略去。</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}, from {site}: {spots} ({names}), {duration:.1f} min, {length:.2f} km, {energy_wh:.1f} Wh.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次，从 {site} 起飞：{spots}（{names}），{duration:.1f} min，{length:.2f} km，{energy_wh:.1f} Wh。</translation>
    </message>
    <message>
        <source>No spot can be served.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>没有盲区可以得到服务。</translation>
    </message>
    <message>
        <source>No spot can be visited.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>没有盲区可以到访。</translation>
    </message>
    <message>
        <source>no plan that serves these stops in the ways considered here can serve more than {figure} ({method})</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>以此处考虑的方式服务这些停留点的方案，最多只能服务 {figure}（{method}）</translation>
    </message>
    <message>
        <source>{said} UNSERVED has the reason for each. If spots are out of reach, ENDURANCE is too short for RESERVE, ALTITUDE and the distance, or the launch sites are too far away.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{said}UNSERVED 给出每个盲区的原因。若盲区到不了，则相对于 RESERVE、ALTITUDE 和距离，ENDURANCE 太短，或起降点太远。</translation>
    </message>
    <message>
        <source>{sorties} a priority of {served} of {total}; {bound}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{sorties}优先度 {served}（共 {total}）；{bound}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>{spots}: {reason}{names}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{spots}：{reason}{names}。</translation>
    </message>
    <message>
        <source>The search of {algorithm} was limited by time, and its steps are not recorded. It was limited by time again, so another plan may be found.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>{algorithm} 的搜索受时间限制，且步数没有记录。本次搜索再次受时间限制，因此可能得到不同的方案。</translation>
    </message>
    <message>
        <source>{name} is not written, because {result} is a {kind}.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>不写入 {name}，因为 {result} 是{kind}。</translation>
    </message>
    <message>
        <source>{name} was made by an earlier {algorithm}, and repeated as it was then: {added}. The search for plans has changed since, so another plan may be found.</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>{name} 由更早的 {algorithm} 生成，并按当时的方式重复：{added}。此后方案的搜索已经改变，因此可能得到不同的方案。</translation>
    </message>
    <message>
        <source>Reading the results.</source>
        <extracomment>algorithms/report.py</extracomment>
        <translation>正在读取结果。</translation>
    </message>
    <message>
        <source>Fixes are moved within their accuracy, the radius that contains 68 % of the errors. Its median is {median:g} m. For {without:,} of {accuracy:,} fixes, which have no value of their own, it is ACCURACY ({otherwise:g} m).</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>定位点在其精度范围内移动，即包含 68 % 误差的半径。其中位数为 {median:g} m。{accuracy:,} 个定位点中有 {without:,} 个没有自身的值，取 ACCURACY（{otherwise:g} m）。</translation>
    </message>
    <message>
        <source>{stable:,} of {count:,} spots are found again in at least {share:g} % of {repeats:,} repeats.</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>{count:,} 个盲区中有 {stable:,} 个在至少 {share:g} % 的 {repeats:,} 次重复中再次找到。</translation>
    </message>
    <message>
        <source>NaN (not a number)</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>NaN（非数字）</translation>
    </message>
    <message>
        <source>a dictionary</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>字典</translation>
    </message>
    <message>
        <source>a layer, or a list of layers or paths</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>图层，或图层或路径的列表</translation>
    </message>
    <message>
        <source>a number</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>数字</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>from {least} to {most}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>{least} 至 {most}</translation>
    </message>
    <message>
        <source>has an item that is {value}; it must be a layer, or a list of layers or paths</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>有一项是 {value}；必须是图层，或图层或路径的列表</translation>
    </message>
    <message>
        <source>infinite</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>无穷大</translation>
    </message>
    <message>
        <source>minus infinity</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>负无穷大</translation>
    </message>
    <message>
        <source>one of {options}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>以下之一：{options}</translation>
    </message>
    <message>
        <source>is {value}; it must be {must}</source>
        <extracomment>algorithms/value_types.py</extracomment>
        <translation>为 {value}；必须是{must}</translation>
    </message>
    <message>
        <source>be a layer</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>是图层</translation>
    </message>
    <message>
        <source>be text</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>是文本</translation>
    </message>
    <message>
        <source>be the name of a field</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>是字段名称</translation>
    </message>
    <message>
        <source>have a value</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>有值</translation>
    </message>
    <message>
        <source>have at least one layer</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>至少有一个图层</translation>
    </message>
    <message>
        <source>{name} is empty; it must {needs}{such_as}.</source>
        <extracomment>algorithms/values.py</extracomment>
        <translation>{name} 为空；必须{needs}{such_as}。</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} launch sites are nearer to a no-fly zone than that. Within {room:g} m of them, drones keep only NO_FLY_BUFFER.</source>
        <comment>after a count</comment>
        <extracomment>engine/airspace/airspace.py</extracomment>
        <translation>
            <numerusform>{count:,} 个起降点距禁飞区比这更近。在其 {room:g} m 之内，无人机只保持 NO_FLY_BUFFER。</numerusform>
        </translation>
    </message>
    <message>
        <source>its height above the ground is {off:.1f} m off; the maximum is {most:g} m.</source>
        <extracomment>engine/check/airspace.py</extracomment>
        <translation>它的离地高度偏差 {off:.1f} m；最大值为 {most:g} m。</translation>
    </message>
    <message>
        <source>{left:.1f} % of the battery is left after landing, less than the reserve of {reserve:g} %.</source>
        <extracomment>engine/check/battery.py</extracomment>
        <translation>降落后剩余电量 {left:.1f} %，少于备用电量 {reserve:g} %。</translation>
    </message>
    <message>
        <source>CLOSED_PRIORITY is</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>CLOSED_PRIORITY 为</translation>
    </message>
    <message>
        <source>{what} {stated:.6g}; it should be {actual:.6g}.</source>
        <extracomment>engine/check/closed.py</extracomment>
        <translation>{what} {stated:.6g}；应为 {actual:.6g}。</translation>
    </message>
    <message>
        <source>the plan&apos;s first sortie takes off at {begins:.3f} s, not at {expected:.3f} s.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation>方案的第一个架次在 {begins:.3f} s 起飞，而不是 {expected:.3f} s。</translation>
    </message>
    <message>
        <source>z_ref is {z_ref}, but its Z is measured from {actual}.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation>z_ref 为 {z_ref}，但其 Z 的起算面为 {actual}。</translation>
    </message>
    <message>
        <source>{name} is {stated:.3f}; it should be {actual:.3f}.</source>
        <extracomment>engine/check/figures.py</extracomment>
        <translation>{name} 为 {stated:.3f}；应为 {actual:.3f}。</translation>
    </message>
    <message>
        <source>its times don&apos;t increase: {time:.3f} s comes after {earlier:.3f} s.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>其时间没有递增：{earlier:.3f} s 之后是 {time:.3f} s。</translation>
    </message>
    <message>
        <source>lands</source>
        <extracomment>engine/check/flight.py, engine/check/separation.py</extracomment>
        <translation>降落</translation>
    </message>
    <message>
        <source>takes off</source>
        <extracomment>engine/check/flight.py, engine/check/separation.py</extracomment>
        <translation>起飞</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}, waypoint {seq}: spot_name is {spot_name}; it should be {served}.</source>
        <extracomment>engine/check/names.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次，航点 {seq}：spot_name 为 {spot_name}；应为 {served}。</translation>
    </message>
    <message>
        <source>UNSERVED: spot_name of spot {spot_id} is {spot_name}; it should be {name}.</source>
        <extracomment>engine/check/names.py</extracomment>
        <translation>UNSERVED：盲区 {spot_id} 的 spot_name 为 {spot_name}；应为 {name}。</translation>
    </message>
    <message>
        <source>{name} has a row with a value of {field}.</source>
        <extracomment>engine/check/nulls.py</extracomment>
        <translation>{name} 有一行带有 {field} 的值。</translation>
    </message>
    <message>
        <source>{name} has a row without a value of {field}.</source>
        <extracomment>engine/check/nulls.py</extracomment>
        <translation>{name} 有一行没有 {field} 的值。</translation>
    </message>
    <message>
        <source>SERVED_PRIORITY is</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>SERVED_PRIORITY 为</translation>
    </message>
    <message>
        <source>Spot {id} is served in {pieces} pieces with a priority of {claimed:.4g}, which isn&apos;t that of {pieces} equal pieces of {worth:.4g}.</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>盲区 {id} 分 {pieces} 块服务，优先度为 {claimed:.4g}，不等于 {worth:.4g} 的 {pieces} 等份之和。</translation>
    </message>
    <message>
        <source>TOTAL_PRIORITY is</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>TOTAL_PRIORITY 为</translation>
    </message>
    <message>
        <source>all spots have</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>全部盲区为</translation>
    </message>
    <message>
        <source>its priority is {priority:.4g}, but what it serves has a priority of {served:.4g}.</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>其优先度为 {priority:.4g}，但它所服务的优先度为 {served:.4g}。</translation>
    </message>
    <message>
        <source>the spots minus UNSERVED have</source>
        <extracomment>engine/check/priorities.py</extracomment>
        <translation>盲区减去 UNSERVED 为</translation>
    </message>
    <message>
        <source>it takes off {pause:.0f} s after the drone lands from sortie {sortie}; the minimum on the ground is {swap_time:.0f} s.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation>它在该无人机第 {sortie} 架次降落 {pause:.0f} s 后起飞；地面最短时间为 {swap_time:.0f} s。</translation>
    </message>
    <message>
        <source>it takes off {pause:.0f} s before the drone lands from sortie {sortie}; the minimum on the ground is {swap_time:.0f} s.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation>它在该无人机第 {sortie} 架次降落前 {pause:.0f} s 起飞；地面最短时间为 {swap_time:.0f} s。</translation>
    </message>
    <message>
        <source>it {what} {pause:.0f} s after drone {drone}, sortie {sortie} {other_what}, {apart:.0f} m away; the minimum at one launch site is {pad_time:.0f} s.</source>
        <extracomment>engine/check/separation.py</extracomment>
        <translation>在 {drone} 号无人机第 {sortie} 架次{other_what} {pause:.0f} s 后，它在 {apart:.0f} m 外{what}；同一起降点的最短间隔为 {pad_time:.0f} s。</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}, waypoint {seq}: spot_id is {spot_id}, but {served} is served.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次，航点 {seq}：spot_id 为 {spot_id}，但服务的是 {served}。</translation>
    </message>
    <message>
        <source>it hovers {stay:.0f} s over spot {id}; the minimum is {least:.0f} s.</source>
        <extracomment>engine/check/service.py</extracomment>
        <translation>它在盲区 {id} 上方悬停 {stay:.0f} s；最小值为 {least:.0f} s。</translation>
    </message>
    <message>
        <source>seq doesn&apos;t count from 1 to {count}.</source>
        <extracomment>engine/check/waypoints.py</extracomment>
        <translation>seq 没有从 1 数到 {count}。</translation>
    </message>
    <message>
        <source>x from {west:g} to {east:g}, y from {south:g} to {north:g}</source>
        <extracomment>engine/crs/coordinate_units.py</extracomment>
        <translation>x 从 {west:g} 到 {east:g}，y 从 {south:g} 到 {north:g}</translation>
    </message>
    <message numerus="yes">
        <source> of the units {names}</source>
        <comment>after a count</comment>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>
            <numerusform>（单元 {names}）</numerusform>
        </translation>
    </message>
    <message>
        <source>up to {error:.0f} % too long</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>最多偏长 {error:.0f} %</translation>
    </message>
    <message>
        <source>up to {error:.0f} % too short</source>
        <extracomment>engine/crs/length_errors.py</extracomment>
        <translation>最多偏短 {error:.0f} %</translation>
    </message>
    <message>
        <source>A drone with an airspeed of {speed:g} m/s can&apos;t return against a wind of {wind:g} m/s: raise SPEED or wait for less wind.</source>
        <extracomment>engine/drones/aircraft.py</extracomment>
        <translation>空速 {speed:g} m/s 的无人机无法逆 {wind:g} m/s 的风返航：请提高 SPEED，或等风减弱。</translation>
    </message>
    <message>
        <source>A SAMPLE_SPACING of {spacing:g} m puts about {points:,} sample points into the grid, more than {max_samples:,}. Use at least {least:g} m, or a smaller AREA.</source>
        <extracomment>engine/effort/effort.py</extracomment>
        <translation>SAMPLE_SPACING 为 {spacing:g} m 时，网格中约有 {points:,} 个采样点，超过 {max_samples:,}。请至少使用 {least:g} m，或缩小 AREA。</translation>
    </message>
    <message>
        <source>Before: {before}. After: {after}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>之前：{before}。之后：{after}。</translation>
    </message>
    <message>
        <source>In the later period the priority is {share} higher: {after} instead of {before}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>在之后时期，优先度升高 {share}：由 {before} 变为 {after}。</translation>
    </message>
    <message>
        <source>In the later period the priority is {share} lower: {after} instead of {before}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>在之后时期，优先度降低 {share}：由 {before} 变为 {after}。</translation>
    </message>
    <message>
        <source>The mean gap is {before:.3f} before and {after:.3f} after.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>平均漏巡概率之前为 {before:.3f}，之后为 {after:.3f}。</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>零</translation>
    </message>
    <message>
        <source>{when}, {flights} would close nothing of the priority.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>{when}，{flights}补不上任何优先度。</translation>
    </message>
    <message>
        <source>{when}, {flights} would close {share} of the priority{per_minute}.</source>
        <extracomment>engine/pages/gain_page.py</extracomment>
        <translation>{when}，{flights}能补上优先度的 {share}{per_minute}。</translation>
    </message>
    <message numerus="yes">
        <source>; {more} more hours have the same gap</source>
        <comment>after a count</comment>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>
            <numerusform>；另有 {more} 个钟点的漏巡概率相同</numerusform>
        </translation>
    </message>
    <message>
        <source>Averaged over the {over}, {darkest} is the darkest ({highest_gap}) and {best} the best watched ({lowest_gap}).</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>按{over}平均，最差：{darkest}（{highest_gap}）；最好：{best}（{lowest_gap}）。</translation>
    </message>
    <message>
        <source>Each number rests on {hours} hours of starting moments.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>每个数值依据 {hours} 小时的起始时刻。</translation>
    </message>
    <message>
        <source>Each number rests on {least} to {most} hours of starting moments.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>每个数值依据 {least} 至 {most} 小时的起始时刻。</translation>
    </message>
    <message>
        <source>Every hour of the watch has the same gap, {gap}: none is darker than the others.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>值守时段各钟点的漏巡概率相同，为 {gap}：没有哪个更差。</translation>
    </message>
    <message>
        <source>The hours differ little: every gap lies between {least} and {most}. The colours cover only this range.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>各钟点差别很小：漏巡概率都在 {least} 与 {most} 之间。颜色只覆盖该范围。</translation>
    </message>
    <message>
        <source>{hour_span}, gap {gap} with {spent} unit-hours{others}.</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>{hour_span}，漏巡概率 {gap}，{spent} 单元小时{others}。</translation>
    </message>
    <message>
        <source>A CELL_SIZE of {size:g} m makes about {cells:,.0f} cells, more than {max_cells:,}. Use {least:g} m or more, or a smaller AREA or GRID_REACH.</source>
        <extracomment>engine/places/grid.py</extracomment>
        <translation>CELL_SIZE 为 {size:g} m 时约有 {cells:,.0f} 个单元格，超过 {max_cells:,}。请使用 {least:g} m 或更大，或缩小 AREA 或 GRID_REACH。</translation>
    </message>
    <message>
        <source>A SAMPLE_SPACING of {spacing:g} m puts about {expected:,.0f} sample points into PLACES, more than {max_samples:,}. Use at least {least:g} m, or fewer and smaller places.</source>
        <extracomment>engine/places/places.py</extracomment>
        <translation>SAMPLE_SPACING 为 {spacing:g} m 时，PLACES 中约有 {expected:,.0f} 个采样点，超过 {max_samples:,}。请至少使用 {least:g} m，或使用更少、更小的地点。</translation>
    </message>
    <message>
        <source>By visits of these stops in the ways considered here, no plan can close more than {upper_bound} ({method})</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>以此处考虑的方式到访这些停留点，任何方案最多只能补上 {upper_bound}（{method}）</translation>
    </message>
    <message>
        <source>Drone {drone}, sortie {sortie}: {time_of_day} from {site}, {duration:.1f} min, {length:.2f} km, {energy_wh:.1f} Wh, closes {closed}; {spots}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{drone} 号无人机，第 {sortie} 架次：{time_of_day} 从 {site} 起飞，{duration:.1f} min，{length:.2f} km，{energy_wh:.1f} Wh，补上 {closed}；{spots}。</translation>
    </message>
    <message>
        <source>{closed} (no difference)</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{closed}（无差别）</translation>
    </message>
    <message>
        <source>{sorties} a priority of {closed} of {total} ({share} %) of {where}{outside}. Built-in solver, seed {seed}, {limit}.</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{sorties}优先度 {closed}，占{where}总和 {total} 的 {share} %{outside}。内置求解器，随机种子 {seed}，{limit}。</translation>
    </message>
    <message>
        <source>TERRAIN has no height at {where} at x {x:.0f}, y {y:.0f} (m, CRS of the plan): use a DEM that covers all of the plan, or leave these blind spots out.</source>
        <extracomment>engine/plan/known_ground.py</extracomment>
        <translation>TERRAIN 在{where}（x {x:.0f}，y {y:.0f}，m，方案的 CRS）没有高程：请使用覆盖整个方案的 DEM，或去掉这些盲区。</translation>
    </message>
    <message>
        <source>Change these hours, or leave them empty.</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation>请更改这些时刻，或将其留空。</translation>
    </message>
    <message>
        <source>No hour is left in which drones may take off. Flights close gaps of the watch ({watch}) from {begins} to {ends}, one revisit interval after its end.</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation>没有剩余的时间可供无人机起飞。飞行从 {begins} 到 {ends}（值守时段结束后一个重访间隔）补上值守时段（{watch}）的漏巡。</translation>
    </message>
    <message>
        <source>{limits}.</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation>{limits}。</translation>
    </message>
    <message>
        <source>{name} is {time}</source>
        <extracomment>engine/plan/launch_hours.py</extracomment>
        <translation>{name} 为 {time}</translation>
    </message>
    <message>
        <source>At {alike:,} of {places:,} places the gap could be about {difference:.2f} lower than gap (gap_low) if silent units were there. This does not tell the places apart, so why does not repeat it.</source>
        <extracomment>engine/score/doubts.py</extracomment>
        <translation>若静默的单元曾在那里，{places:,} 个地点中有 {alike:,} 个的漏巡概率可能比 gap 低约 {difference:.2f}（gap_low）。这并不能区分地点，因此 why 不再重复。</translation>
    </message>
    <message>
        <source>At {alike:,} of {places:,} places the gap could be about {gap_low:.2f} (gap_low) if silent units were there. This does not tell the places apart, so why does not repeat it.</source>
        <extracomment>engine/score/doubts.py</extracomment>
        <translation>若静默的单元曾在那里，{places:,} 个地点中有 {alike:,} 个的漏巡概率可能约为 {gap_low:.2f}（gap_low）。这并不能区分地点，因此 why 不再重复。</translation>
    </message>
    <message numerus="yes">
        <source>{name}: {count:,} places have a {field} that cannot be used, because it is no list of numbers of 0 or more, or not as long as the others. Their gaps count as the same at all times of the watch.</source>
        <comment>after a count</comment>
        <extracomment>engine/score/gap_profiles.py</extracomment>
        <translation>
            <numerusform>{name}：{count:,} 个地点的 {field} 无法使用，因为它不是 0 或更大的数字的列表，或长度与其他的不同。其漏巡概率按在值守时段各时刻相同计。</numerusform>
        </translation>
    </message>
    <message>
        <source>{seen}, last within {last} of the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{seen}，最后一次在结束前 {last}之内；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{seen}, last {last} before the end; longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{seen}，最后一次在结束前 {last}；最长无人 {alone}</translation>
    </message>
    <message>
        <source>{seen}; also {others} at other hours; at any hour, last seen within {last} of the end, longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{seen}；其他时间另有 {others}；不分时段，最后一次被看到在结束前 {last}之内，最长无人 {alone}</translation>
    </message>
    <message>
        <source>{seen}; also {others} at other hours; at any hour, last seen {last} before the end, longest alone {alone}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{seen}；其他时间另有 {others}；不分时段，最后一次被看到在结束前 {last}，最长无人 {alone}</translation>
    </message>
    <message>
        <source> and no field </source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>{name} has no field {fields}. INPUT is meant to be the output of Score gaps.</source>
        <extracomment>engine/spots/selection.py</extracomment>
        <translation>{name} 没有字段 {fields}。INPUT 应为“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>; and {count:,} more</source>
        <extracomment>engine/text.py</extracomment>
        <translation>；另有 {count:,} 个</translation>
    </message>
    <message>
        <source>{some} or {last}</source>
        <extracomment>engine/text.py</extracomment>
        <translation>{some}或{last}</translation>
    </message>
    <message>
        <source>Most dates have the {part} first, but some can only be read in another order: these cannot be read (rows: {rows:,}, such as {sample}). If the {part} does not come first, set {label}.</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation>大多数日期以{part}在前，但有些只能按其他顺序读取：这些无法读取（行数：{rows:,}，例如 {sample}）。若不是{part}在前，请设置 {label}。</translation>
    </message>
    <message>
        <source>The times do not show in which order day, month and year come. It is a guess that the {part} comes first ({why}), so that {shown} is {date}; with the {other_part} first it is {other_date}. Set {label} to &apos;day first&apos;, &apos;month first&apos;, or a format such as {format}.</source>
        <extracomment>engine/timing/day_order.py</extracomment>
        <translation>从这些时间看不出日、月、年的顺序。推测为{part}在前（{why}），因此 {shown} 为 {date}；若{other_part}在前则为 {other_date}。请将 {label} 设为 &apos;day first&apos;（日在前）、&apos;month first&apos;（月在前），或 {format} 这样的格式。</translation>
    </message>
    <message>
        <source>{finding} Is the time of day in another field? Then set TIME_FIELD to that one and {label} to {field}.</source>
        <extracomment>engine/timing/only_midnights.py</extracomment>
        <translation>{finding}时刻是否在另一个字段中？若是，请将 TIME_FIELD 设为该字段，并将 {label} 设为 {field}。</translation>
    </message>
    <message>
        <source>{finding} The order of the fixes within a day is not known. Choose a field that holds the time of day as well; or set TIME_FIELD to the field with the time of day and {label} to {field}.</source>
        <extracomment>engine/timing/only_midnights.py</extracomment>
        <translation>{finding}一天之内定位点的顺序未知。请选择同时含有时刻的字段；或将 TIME_FIELD 设为含时刻的字段，并将 {label} 设为 {field}。</translation>
    </message>
    <message>
        <source> or the </source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>或</translation>
    </message>
    <message>
        <source>has the letter {letter}, which has no meaning in it</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>含有没有意义的字母 {letter}</translation>
    </message>
    <message>
        <source>{name} &apos;{value}&apos; {why}. Write it as dd/MM/yyyy HH:mm:ss or %d/%m/%Y %H:%M:%S; or &apos;day first&apos; or &apos;month first&apos;; or what numbers count from: {names}.</source>
        <extracomment>engine/timing/time_format.py</extracomment>
        <translation>{name}“{value}”{why}。请写成 dd/MM/yyyy HH:mm:ss 或 %d/%m/%Y %H:%M:%S；或 &apos;day first&apos;（日在前）或 &apos;month first&apos;（月在前）；或数字的起算：{names}。</translation>
    </message>
    <message>
        <source>Read as {title}, the times are around {day}; {others}. If that is right, set {label} to {names}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>若读作{title}，时间在 {day} 前后；{others}。若后者正确，请将 {label} 设为 {names}。</translation>
    </message>
    <message>
        <source>Rows with a time outside the years 1980 to 2100: {count:,}, such as {first:.12g}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>时间不在 1980 至 2100 年之间的行：{count:,}，例如 {first:.12g}。</translation>
    </message>
    <message>
        <source>Rows with a time outside the years 1980 to 2100: {count:,}, such as {first}.</source>
        <extracomment>engine/timing/timestamps.py</extracomment>
        <translation>时间不在 1980 至 2100 年之间的行：{count:,}，例如 {first}。</translation>
    </message>
    <message>
        <source>No fix falls in the period {period}: the fixes run {fixes}. Check PERIOD_START, PERIOD_END and TIMEZONE.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>没有定位点落在分析期 {period}内：定位点{fixes}。请检查 PERIOD_START、PERIOD_END 和 TIMEZONE。</translation>
    </message>
    <message>
        <source>REVISIT of {revisit:g} min is longer than the period of {hours:.3g} h{cut}; shorten REVISIT or lengthen the period.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>{revisit:g} min 的 REVISIT 比 {hours:.3g} h 的分析期{cut}更长；请缩短 REVISIT 或延长分析期。</translation>
    </message>
    <message>
        <source>REVISIT of {revisit:g} min leaves no moment of the watch in the period of {hours:.3g} h{cut}; shorten REVISIT or lengthen the period.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>{revisit:g} min 的 REVISIT 使 {hours:.3g} h 的分析期{cut}中没有剩余的值守时刻；请缩短 REVISIT 或延长分析期。</translation>
    </message>
    <message>
        <source>The period would run {period}, more than {longest:.0f} years; the fixes run {fixes}. Check the years of PERIOD_START and PERIOD_END.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>分析期将{period}，超过 {longest:.0f} 年；定位点{fixes}。请检查 PERIOD_START 和 PERIOD_END 的年份。</translation>
    </message>
    <message>
        <source>The period would run {period}; the fixes run {fixes}. Set PERIOD_START before PERIOD_END, or leave both empty.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>分析期将{period}；定位点{fixes}。请使 PERIOD_START 早于 PERIOD_END，或将两者都留空。</translation>
    </message>
    <message>
        <source>WEEKDAYS &apos;{value}&apos; cannot be read. Write days or ranges of days, such as Mon-Fri, or Sat,Sun, or 1-5 (1 is Monday, 7 is Sunday); leave it empty for every day.</source>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>WEEKDAYS“{value}”无法读取。请写一周中的各天或其范围，例如“周一至周五”、“周六、周日”、Mon-Fri 或 1-5（1 为星期一，7 为星期日）；留空表示每天。</translation>
    </message>
    <message>
        <source>; and {units}</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>；还有 {units}</translation>
    </message>
    <message>
        <source>Do several receivers use the same unit name? {shown}. Only one of the receivers is used. Give each receiver a name of its own.</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>是否有多个接收机使用同一个单元名称？{shown}。只使用其中一个接收机。请为每个接收机取不同的名称。</translation>
    </message>
    <message>
        <source>four</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>4</translation>
    </message>
    <message>
        <source>three</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>3</translation>
    </message>
    <message>
        <source>unit {name} has two positions {length} apart {times}</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>单元 {name} 有 {times}同时处于相距 {length} 的 2 个位置</translation>
    </message>
    <message>
        <source>unit {name} has {positions} positions at least {length} apart {times}</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>单元 {name} 有 {times}同时处于相距至少 {length} 的 {positions} 个位置</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} of {fixes} have no unit name and are taken as one unit.{contradict} Is {unit_field} the right field? Otherwise fill it in, or leave these rows out.</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>{fixes}中有 {count:,} 个没有单元名称，视为一个单元。{contradict}{unit_field} 是正确的字段吗？若是，请填写名称，或去掉这些行。</numerusform>
        </translation>
    </message>
    <message>
        <source>{finding} All times are whole minutes. If several fixes share a minute because seconds were cut off, use times with seconds, or rows in the order of recording: then the fixes are spread within the minute. </source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{finding}全部时间都是整分钟。若因截去秒而使多个定位点同在一分钟，请使用带秒的时间，或按记录顺序排列的行：这样定位点会在该分钟内均匀分布。</translation>
    </message>
    <message>
        <source>{minutes:g} minutes</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{minutes:g} 分钟</translation>
    </message>
    <message>
        <source>{seconds:g} seconds</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{seconds:g} 秒</translation>
    </message>
    <message numerus="yes">
        <source>If the clock of the receiver was wrong, leave them out with a filter. If they belong to another period, run each period by itself.</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>若接收机的时钟有误，请用过滤器去掉；若属于另一个时期，请将各时期分别运行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are kept, because so many may be right.</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>保留，因为数量如此多，可能是正确的。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They are rejected.</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>已剔除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To use them, add {weeks:,} weeks ({seconds:,} s).</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>若要使用，请加上 {weeks:,} 周（{seconds:,} s）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To use them, subtract {weeks:,} weeks ({seconds:,} s).</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>若要使用，请减去 {weeks:,} 周（{seconds:,} s）。</numerusform>
        </translation>
    </message>
    <message>
        <source>all {count:,} of unit {name} ({when})</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>单元 {name} 的全部 {count:,} 个（{when}）</translation>
    </message>
    <message numerus="yes">
        <source>units {names}</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>单元 {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>without a name</source>
        <extracomment>engine/tracks/contradiction_report.py, engine/tracks/stray_report.py</extracomment>
        <translation>无名称</translation>
    </message>
    <message>
        <source>without a unit</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>无单元</translation>
    </message>
    <message>
        <source>{count:,} ({when})</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{count:,} 个（{when}）</translation>
    </message>
    <message>
        <source>{count:,} fixes are mirror images of each other ({fault}) in two places of as many fixes: which of them are right cannot be known, and both are kept ({units_text}). Correct the source.</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{count:,} 个定位点互为镜像（{fault}），两处的定位点数相同：无法得知哪些正确，两者都保留（{units_text}）。请改正来源。</translation>
    </message>
    <message>
        <source>{count:,} of unit {name} ({when})</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>单元 {name} 的 {count:,} 个（{when}）</translation>
    </message>
    <message numerus="yes">
        <source>{fixes} far from all others in time: {which}. They are rejected: the clock of the receiver was probably wrong. If they are right, run that period by itself.</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>
            <numerusform>{fixes}在时间上远离所有其他定位点：{which}。已剔除：接收机的时钟可能有误。若无误，请单独运行该时期。</numerusform>
        </translation>
    </message>
    <message>
        <source>{fixes} far from all others in time: {which}. {done} {advice}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{fixes}在时间上远离所有其他定位点：{which}。{done}{advice}</translation>
    </message>
    <message>
        <source>{fixes} {weeks:,} weeks after the others: {which}. This is the GPS week rollover of a receiver. {done}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{fixes}比其他定位点晚 {weeks:,} 周：{which}。这是接收机的 GPS 周翻转。{done}</translation>
    </message>
    <message>
        <source>{fixes} {weeks:,} weeks before the others: {which}. This is the GPS week rollover of a receiver. {done}</source>
        <extracomment>engine/tracks/stray_report.py</extracomment>
        <translation>{fixes}比其他定位点早 {weeks:,} 周：{which}。这是接收机的 GPS 周翻转。{done}</translation>
    </message>
    <message>
        <source>band {number}</source>
        <extracomment>layers/compared_rasters.py</extracomment>
        <translation>波段 {number}</translation>
    </message>
    <message>
        <source>Unticked in the layer tree, because {name} lies on it: {layers}.</source>
        <extracomment>layers/covered.py</extracomment>
        <translation>已在图层树中取消勾选（因为 {name} 盖在其上）：{layers}。</translation>
    </message>
    <message>
        <source>Distances are measured in {crs} ({name}), the UTM zone of the data.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>距离按 {crs}（{name}）量测，即数据所在的 UTM 带。</translation>
    </message>
    <message>
        <source>{finding} If it really is a local grid with its origin here, ignore this.</source>
        <extracomment>layers/crs.py</extracomment>
        <translation>{finding}若它确实是以此处为原点的本地网格，请忽略此项。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds no numbers.</source>
        <extracomment>layers/features.py</extracomment>
        <translation>{layer} 的字段 {field} 不含数字。</translation>
    </message>
    <message numerus="yes">
        <source>features are of another geometry type than the others and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个要素与其他要素的几何类型不同，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features have no area or no length and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个要素没有面积或长度，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features have no geometry and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个要素没有几何，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features lie outside the valid area of the CRS or nowhere on Earth and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation>
            <numerusform>个要素超出 CRS 的有效范围，或不在地球上，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} could not be written to {path}: {reason}. Check that the folder exists, and that the file is not open in another program. Choose another file, or first remove its layer.</source>
        <extracomment>layers/files.py</extracomment>
        <translation>{name} 无法写入 {path}：{reason}。请检查文件夹是否存在、文件是否在其他程序中打开。请选择其他文件，或先移除其图层。</translation>
    </message>
    <message numerus="yes">
        <source>features have no usable geometry and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation>
            <numerusform>个要素没有可用的几何，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: {count:,} features have no number in {fields} and are left out.</source>
        <comment>after a count</comment>
        <extracomment>layers/flight_plan.py</extracomment>
        <translation>
            <numerusform>{name}：{count:,} 个要素在 {fields} 中没有数字，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {routes} left out: {fault}.</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>{name}：略去 {routes}：{fault}。</translation>
    </message>
    <message>
        <source>The output could not be written completely: {reason}.</source>
        <extracomment>layers/sinks.py</extracomment>
        <translation>输出未能完整写入：{reason}。</translation>
    </message>
    <message>
        <source>The output could not be written: {reason}.</source>
        <extracomment>layers/sinks.py</extracomment>
        <translation>输出无法写入：{reason}。</translation>
    </message>
    <message>
        <source>the destination rejected it</source>
        <extracomment>layers/sinks.py</extracomment>
        <translation>目标拒绝写入</translation>
    </message>
    <message>
        <source>unknown error</source>
        <extracomment>algorithms/outputs/carried.py, layers/sinks.py, layers/vector_files.py</extracomment>
        <translation>未知错误</translation>
    </message>
    <message>
        <source>{destination} could not be replaced: {reason}. It is unchanged. Close it in other programs, remove its layer from the project, or choose another file.</source>
        <extracomment>layers/staging.py</extracomment>
        <translation>{destination} 无法替换：{reason}。它没有改变。请在其他程序中关闭它，从工程中移除其图层，或选择其他文件。</translation>
    </message>
    <message>
        <source>ddd d MMM, HH:mm</source>
        <extracomment>layers/styles/local_times.py</extracomment>
        <translation>M月d日 ddd HH:mm</translation>
    </message>
    <message>
        <source>Night {night}, {time}</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation>第 {night} 夜，{time}</translation>
    </message>
    <message>
        <source>Night {night}, {time}: plan {plan}, drawn with {percent:.0f} %</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation>第 {night} 夜，{time}：方案 {plan}，抽取概率 {percent:.0f} %</translation>
    </message>
    <message>
        <source>While playing: that night</source>
        <extracomment>layers/styles/nights.py</extracomment>
        <translation>播放时：当夜</translation>
    </message>
    <message>
        <source>features</source>
        <extracomment>layers/tables.py</extracomment>
        <translation>要素</translation>
    </message>
    <message>
        <source>lines with M values: {source}</source>
        <extracomment>layers/tables.py</extracomment>
        <translation>带 M 值的线：{source}</translation>
    </message>
    <message>
        <source>{features} with times: {source}</source>
        <extracomment>layers/tables.py</extracomment>
        <translation>带时间的{features}：{source}</translation>
    </message>
    <message>
        <source>Later period: {text}</source>
        <extracomment>algorithms/assessplan.py</extracomment>
        <translation>之后时期：{text}</translation>
    </message>
    <message>
        <source>: {text}</source>
        <extracomment>algorithms/inputs/as_made.py, algorithms/outputs/gain_report.py</extracomment>
        <translation>：{text}</translation>
    </message>
    <message>
        <source>  {name}: {number:,}</source>
        <extracomment>algorithms/inputs/fix_report.py</extracomment>
        <translation>  {name}：{number:,}</translation>
    </message>
    <message>
        <source>{name} ({parameter}), {where}</source>
        <extracomment>algorithms/inputs/recorded_run.py</extracomment>
        <translation>{name}（{parameter}），{where}</translation>
    </message>
    <message>
        <source>{name} ({text})</source>
        <extracomment>algorithms/inputs/time_zone.py, algorithms/outputs/agreement.py, algorithms/outputs/gain_report.py</extracomment>
        <translation>{name}（{text}）</translation>
    </message>
    <message>
        <source>Route {number}</source>
        <extracomment>algorithms/outputs/gain_report.py</extracomment>
        <translation>航线 {number}</translation>
    </message>
    <message>
        <source>; </source>
        <extracomment>algorithms/inputs/as_made.py, algorithms/inputs/report_records.py, algorithms/outputs/agreement.py</extracomment>
        <translation>；</translation>
    </message>
    <message>
        <source>spot {id}</source>
        <extracomment>engine/drones/flight_plan.py</extracomment>
        <translation>盲区 {id}</translation>
    </message>
    <message>
        <source>{name}: {number:,}</source>
        <extracomment>engine/pages/report_finding.py</extracomment>
        <translation>{name}：{number:,}</translation>
    </message>
    <message>
        <source> ({text})</source>
        <extracomment>algorithms/outputs/agreement.py, algorithms/outputs/destinations.py, algorithms/planroutes.py</extracomment>
        <translation>（{text}）</translation>
    </message>
    <message>
        <source>- {fleet}: {figure}</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>- {fleet}：{figure}</translation>
    </message>
    <message>
        <source>{closed} ({more:+.3g})</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{closed}（{more:+.3g}）</translation>
    </message>
    <message>
        <source>{spots} ({names})</source>
        <extracomment>engine/plan/closing_report.py</extracomment>
        <translation>{spots}（{names}）</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <extracomment>algorithms/inputs/as_made.py, algorithms/inputs/layer_gate.py, algorithms/outputs/agreement.py</extracomment>
        <translation>{name}：{text}</translation>
    </message>
    <message>
        <source>{said}: {why}.</source>
        <extracomment>layers/provenance_files.py</extracomment>
        <translation>{said}：{why}。</translation>
    </message>
    <message>
        <source>{name}, {text}</source>
        <extracomment>engine/text.py, layers/result_tree.py</extracomment>
        <translation>{name}，{text}</translation>
    </message>
    <message>
        <source>{spots} {stops}.</source>
        <extracomment>algorithms/planroutes.py</extracomment>
        <translation>{spots} {stops}。</translation>
    </message>
    <message>
        <source>no</source>
        <extracomment>algorithms/inputs/value_texts.py</extracomment>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>algorithms/inputs/value_texts.py</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>mean</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>平均</translation>
    </message>
    <message>
        <source>sum</source>
        <extracomment>engine/pages/profile_page.py</extracomment>
        <translation>合计</translation>
    </message>
    <message>
        <source>{count} {name}</source>
        <extracomment>engine/score/reasons.py</extracomment>
        <translation>{count} 个{name}</translation>
    </message>
    <message>
        <source>When are the gaps? {fixes}</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>漏巡出现在何时？{fixes}</translation>
    </message>
    <message>
        <source>other values</source>
        <extracomment>algorithms/inputs/not_as_made.py</extracomment>
        <translation>其他值</translation>
    </message>
    <message>
        <source>{parameter} is empty, and the {name} with which {made} was made is not found at {source}.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation>{parameter} 为空，而生成 {made} 所用的 {name} 在 {source} 找不到。</translation>
    </message>
    <message>
        <source>{parameter} is empty, and the {name} with which {made} was made was a temporary layer, which is not in this project.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation>{parameter} 为空，而生成 {made} 所用的 {name} 是临时图层，不在本工程中。</translation>
    </message>
    <message>
        <source>{parameter} is empty, but {made} was made of the selected features of {name} only, and the selection is not recorded.</source>
        <extracomment>algorithms/inputs/recorded_layers.py</extracomment>
        <translation>{parameter} 为空，但 {made} 只由 {name} 的选中要素生成，而选择没有记录。</translation>
    </message>
    <message>
        <source>{name}: {field} has {decimals} decimals instead of {usual}, so that its {bins} numbers fit into a text of {short_text} characters, the longest of this format. Choose gpkg or fgb for all decimals.</source>
        <extracomment>algorithms/outputs/gap_profiles.py</extracomment>
        <translation>{name}：{field} 取 {decimals} 位小数而不是 {usual} 位，使其 {bins} 个数值能放入 {short_text} 个字符的文本，这是该格式的最大长度。若要全部小数，请选择 gpkg 或 fgb。</translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithm {id} cannot be loaded: {error}</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation>无法加载 Blindspot 的算法 {id}：{error}</translation>
    </message>
    <message>
        <source>its leg takes {taken:.2f} s; at the speeds of the aircraft, in this wind, it can&apos;t be flown.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>其航段用时 {taken:.2f} s；以该无人机的速度，在此风中无法飞行。</translation>
    </message>
    <message>
        <source>its leg takes {taken:.2f} s; at the speeds of the aircraft, in this wind, it needs {needed:.2f} s.</source>
        <extracomment>engine/check/flight.py</extracomment>
        <translation>其航段用时 {taken:.2f} s；以该无人机的速度，在此风中需要 {needed:.2f} s。</translation>
    </message>
    <message>
        <source>{inside} places.</source>
        <extracomment>engine/spots/spots.py</extracomment>
        <translation>{inside} 个地点。</translation>
    </message>
    <message>
        <source>Is {unit_field} missing, so that several units are taken as one?</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>是否缺少 {unit_field}，以致多个单元被视为一个？</translation>
    </message>
    <message>
        <source>Is {unit_field} the wrong field, so that several units are taken as one?</source>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>{unit_field} 的字段是否不对，以致多个单元被视为一个？</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty, and {name} has {count} date-and-time fields: {fields}. Choose the one with the time of each fix.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>TIME_FIELD 为空，而 {name} 有 {count} 个日期时间字段：{fields}。请选择存放每个定位点时间的那一个。</translation>
    </message>
    <message>
        <source>TIME_FIELD is empty, and {name} has {count} time-of-day fields: {fields}. Choose the one with the time of each fix.</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>TIME_FIELD 为空，而 {name} 有 {count} 个时刻字段：{fields}。请选择存放每个定位点时间的那一个。</translation>
    </message>
    <message>
        <source>the only date-and-time field of {name}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>{name} 中唯一的日期时间字段</translation>
    </message>
    <message>
        <source>the only time-of-day field of {name}</source>
        <extracomment>layers/time_field.py</extracomment>
        <translation>{name} 中唯一的时刻字段</translation>
    </message>
    <message>
        <source>The simulated city is in {path}. Its nights are in the time zone {zone}.</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>模拟城市位于 {path}。其夜晚所在时区为 {zone}。</translation>
    </message>
    <message>
        <source>The simulated sample city could not be copied: {error}</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>无法复制模拟示例城市：{error}</translation>
    </message>
    <message>
        <source>Empty temporary layers: {names}. QGIS does not save the rows of temporary layers. Run the steps again. To keep results, make the layers permanent, or choose files in the dialogs.</source>
        <extracomment>ui/panel.py</extracomment>
        <translation>空的临时图层：{names}。QGIS 不保存临时图层的行。请重新运行各步骤。若要保留结果，请将图层设为永久图层，或在对话框中选择文件。</translation>
    </message>
    <message>
        <source>Waypoints or vertices were added or deleted ({list}). Undo that, or plan again.</source>
        <extracomment>ui/plan_recheck.py</extracomment>
        <translation>添加或删除了航点或顶点（{list}）。请撤销，或重新规划。</translation>
    </message>
    <message>
        <source>{why}, units in {field}</source>
        <extracomment>ui/roles.py</extracomment>
        <translation>{why}，单元字段为 {field}</translation>
    </message>
    <message>
        <source>Simulated. Times are UTC; the city&apos;s zone is {zone}.</source>
        <extracomment>ui/sample_city.py</extracomment>
        <translation>模拟数据。时间为 UTC；该城市的时区为 {zone}。</translation>
    </message>
    <message>
        <source>How likely is it that something goes unseen?</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>情况无人发现的可能性有多大？</translation>
    </message>
    <message>
        <source>Plans flights from {sites} to {spots}, around {zones}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>规划从 {sites} 到 {spots} 的飞行，绕开 {zones}。</translation>
    </message>
    <message>
        <source>Plans flights from {sites} to {spots}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>规划从 {sites} 到 {spots} 的飞行。</translation>
    </message>
    <message>
        <source>Scores {fixes} within {area}, with demand from {layers}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>为 {fixes} 评分，在 {area} 之内，需求来自 {layers}。</translation>
    </message>
    <message>
        <source>Scores {fixes} within {area}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>为 {fixes} 评分，在 {area} 之内。</translation>
    </message>
    <message>
        <source>Scores {fixes}, with demand from {layers}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>为 {fixes} 评分，需求来自 {layers}。</translation>
    </message>
    <message>
        <source>Scores {fixes}.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>为 {fixes} 评分。</translation>
    </message>
    <message>
        <source>{routes} in {minutes} drone minutes close {share} of the priority.</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{routes}，无人机飞行 {minutes} 分钟，补上优先度的 {share}。</translation>
    </message>
    <message>
        <source>{said} ({change}).</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{said}（{change}）。</translation>
    </message>
    <message>
        <source>{said} ({name} was made from other input.)</source>
        <extracomment>ui/steps.py</extracomment>
        <translation>{said}（{name} 由其他输入生成。）</translation>
    </message>
    <message>
        <source>{name} has no place with a gap. Give the output of Score gaps.</source>
        <extracomment>algorithms/inputs/report_layers.py</extracomment>
        <translation>{name} 没有带漏巡概率的地点。请给出“计算漏巡概率”的输出。</translation>
    </message>
    <message>
        <source>{name} has no valid route. A plan in which no spot can be visited has none: its layer of spots that are not visited says why. If you use a selection or a filter, check what it leaves.</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>{name} 没有有效的航线。若方案中没有可到访的盲区，就没有航线：其未到访盲区的图层说明了原因。若使用了选择或过滤器，请检查留下的内容。</translation>
    </message>
    <message>
        <source>{name} has no valid route. {why}</source>
        <extracomment>layers/flights.py</extracomment>
        <translation>{name} 没有有效的航线。{why}</translation>
    </message>
    <message>
        <source>Only {share:.1f} % of the fixes are in the hours of the watch ({watch}); at least half of them are between {begins:02d}:00 and {ends:02d}:00. If other hours are meant, set WATCH_START and WATCH_END.</source>
        <extracomment>engine/timing/busy_hours.py</extracomment>
        <translation>只有 {share:.1f} % 的定位点在值守时段（{watch}）之内；至少一半在 {begins:02d}:00 至 {ends:02d}:00 之间。若要使用其他时段，请设置 WATCH_START 和 WATCH_END。</translation>
    </message>
    <message>
        <source>Blindspot&apos;s models cannot be loaded: {error}</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation>Blindspot 的模型无法加载：{error}</translation>
    </message>
</context>
</TS>
