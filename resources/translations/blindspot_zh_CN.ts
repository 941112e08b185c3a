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
        <extracomment>algorithms/assessplan.py</extracomment>
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
        <extracomment>algorithms/assessplan.py</extracomment>
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
        <translation>5 评估方案</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Period</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation>分析期</translation>
    </message>
    <message>
        <source>Report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
        <translation>报告</translation>
    </message>
    <message>
        <source>report</source>
        <extracomment>algorithms/assessplan.py, algorithms/coverageprofile.py</extracomment>
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
        <translation>无人机的探测距离</translation>
    </message>
    <message>
        <source>Detection time of the drones (s)</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
        <translation>无人机的探测时间 (s)</translation>
    </message>
    <message>
        <source>Gaps before and after</source>
        <extracomment>algorithms/assessplan.py, algorithms/plannights.py</extracomment>
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
        <translation>&lt;p&gt;一周之中，哪些钟点的情况最容易无人发现？一个钟点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在该钟点内随机时刻开始的情况在重访间隔内无人发现的概率。它就是“计算漏巡概率”的漏巡概率，按一天中的钟点和一周中的星期拆分，可以针对每个地点，也可以是全部地点按需求加权的平均。它按 watch_hours 加权的平均，等于“计算漏巡概率”在相同参数下的 MEAN_GAP。没有已评分的地点时，值守时段为全天，除非您另行设置。&lt;/p&gt; &lt;p&gt;钟点按该时区的当地钟表计：钟表显示两次的小时计两次，被跳过的小时不计。日期是该时刻本身的日历日：星期六凌晨 02:00 属于星期六，即使值守时段从星期五开始。漏巡概率是向后看的：03:00 开始的情况，若在 03:00 之后的重访间隔内被看到，就算及时发现。重访间隔超出数据范围的时刻被略去，因此数据结束的那一天不会因此显得更差。&lt;/p&gt; &lt;p&gt;&lt;b&gt;unit_hours&lt;/b&gt; 是巡逻单元在分析期内处于轨迹上的时间，包括值守时段内外，不含信号中断。它与漏巡概率一起表明：某个钟点是巡逻太少，还是巡逻都在别处。&lt;/p&gt; &lt;p&gt;报告是一个 HTML 文件，含漏巡概率和单元小时的热力图，可阅读、打印和分享。DARKEST_HOUR 是漏巡概率最高的钟点（若有多个，取单元小时最少的一个）。请至少使用四周的数据：单独一周不能说明常态。&lt;/p&gt; &lt;p&gt;单个巡逻单元的剖面就是一个人的排班。日志和报告会对此提出警告；地点只被不足三个巡逻单元看到时也会警告：每个地点的剖面没有取整。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A profile for each place</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
        <translation>每个地点各一个剖面</translation>
    </message>
    <message>
        <source>Coverage profile</source>
        <extracomment>algorithms/coverageprofile.py</extracomment>
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
        <translation>漏巡出现在何时？{}</translation>
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
        <translation>覆盖剖面（漏巡出现在何时？）</translation>
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
        <extracomment>algorithms/coverageprofile.py, algorithms/scoregaps.py</extracomment>
        <translation>平均漏巡概率（按需求加权）</translation>
    </message>
    <message>
        <source>&lt;p&gt;Selects the fewest places that together hold a share of the total priority, merges adjacent places to spots, splits spots that are too large into compact parts, and ranks the result. The input is the output of Score gaps.&lt;/p&gt; &lt;p&gt;Places with the same priority as the last selected one (ties) are all selected, and the log gives their number. If most places tie, the result is not a selection: half a map of equal spots does not help. Then score the gaps again with an area for the grid, with your own places, or with demand layers.&lt;/p&gt; &lt;p&gt;Cells merge where they share an edge; a common corner is not enough. &lt;b&gt;part_of&lt;/b&gt; is the same for all parts of one large spot. &lt;b&gt;near&lt;/b&gt; is the name of the nearest named feature. &lt;b&gt;why&lt;/b&gt; is the sentence of the spot&apos;s most important place. Rank 1 has the highest priority.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Points&lt;/b&gt;, such as station exits, become one spot where they lie close to each other (&lt;b&gt;Distance within which points are one spot&lt;/b&gt;), so that one stop is enough for all of them. The spot stands at one of them: the one with the most others around it. &lt;b&gt;places&lt;/b&gt; counts them, and &lt;b&gt;priority&lt;/b&gt; is their sum.&lt;/p&gt; &lt;p&gt;&lt;b&gt;name&lt;/b&gt; has the names of the spot&apos;s own places, those of the highest priority first, if the scored places have a field of names. &lt;b&gt;near&lt;/b&gt; comes from the named features; without them, from the demand layers with which the gaps were scored, if they had a field called name.&lt;/p&gt; &lt;p&gt;The test for clusters is the Gi* statistic of Getis and Ord. It compares the priority of each place and its neighbours with that of all places, and shows whether high values cluster more than by chance. &lt;b&gt;gi_z&lt;/b&gt; is the highest Gi* of the spot&apos;s places, in standard deviations. &lt;b&gt;gi_q&lt;/b&gt; is their lowest q-value. &lt;b&gt;significant&lt;/b&gt; is 1 if at least half of the places have a q-value of at most 0.05. The q-values control the false discovery rate (Benjamini and Hochberg, upper tail).&lt;/p&gt; &lt;p&gt;The test is a description, not a proof. It assumes that places are independent, but they are not: one patrol covers several cells, and so does a demand layer. The spots were selected because their priority is high, so it is expected that many of them are significant. Where most places tie, few can differ clearly from the others. Where very few places hold nearly all priority, a single place can make its neighbours significant. A spot that is not significant is still a place that patrols miss.&lt;/p&gt;</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>&lt;p&gt;选出合计达到总优先度一定占比的最少地点，将相邻地点合并为盲区，将过大的盲区拆分为紧凑的部分，并对结果排名。输入是“计算漏巡概率”的输出。&lt;/p&gt; &lt;p&gt;与最后选中的地点优先度相同的地点（并列）全部选中，日志给出其数量。如果大多数地点并列，结果就不成其为选择：半张地图都是相同的盲区没有帮助。这时请为网格给出区域、使用自己的地点，或加上需求图层，重新计算漏巡概率。&lt;/p&gt; &lt;p&gt;单元格有公共边时合并；只有公共角点不够。同一个大盲区的各部分具有相同的 &lt;b&gt;part_of&lt;/b&gt;。&lt;b&gt;near&lt;/b&gt; 是最近的命名要素的名称。&lt;b&gt;why&lt;/b&gt; 是该盲区最重要的地点的说明语句。排名 1 的优先度最高。&lt;/p&gt; &lt;p&gt;&lt;b&gt;点&lt;/b&gt;（例如地铁站出口）彼此靠近时成为一个盲区（&lt;b&gt;视为同一盲区的点间距&lt;/b&gt;），这样停一次就够了。盲区位于其中一个点上：周围其他点最多的那一个。&lt;b&gt;places&lt;/b&gt; 是点数，&lt;b&gt;priority&lt;/b&gt; 是它们的和。&lt;/p&gt; &lt;p&gt;若已评分的地点有名称字段，&lt;b&gt;name&lt;/b&gt; 是盲区内各地点的名称，优先度最高的在前。&lt;b&gt;near&lt;/b&gt; 来自命名要素；没有给出命名要素时，来自评分时所用的需求图层（若其有 name 字段）。&lt;/p&gt; &lt;p&gt;聚集检验采用 Getis 和 Ord 的 Gi* 统计量。它将每个地点及其邻居的优先度与全部地点比较，表明高值的聚集是否超出偶然。&lt;b&gt;gi_z&lt;/b&gt; 是盲区内各地点的最高 Gi*，以标准差计。&lt;b&gt;gi_q&lt;/b&gt; 是它们的最低 q 值。若至少一半地点的 q 值不超过 0.05，&lt;b&gt;significant&lt;/b&gt; 为 1。q 值控制错误发现率（Benjamini 和 Hochberg，上尾）。&lt;/p&gt; &lt;p&gt;该检验是描述，不是证明。它假定地点相互独立，但事实并非如此：一次巡逻覆盖多个单元格，一个需求图层也是如此。盲区正是因为优先度高才被选中，所以其中许多显著是意料之中的。大多数地点并列时，很少有地点能明显区别于其他。极少数地点占有几乎全部优先度时，单个地点就可能使其邻居显著。不显著的盲区仍然是巡逻遗漏的地方。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A named feature further away from a spot than this does not name it: near is then null.</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>距盲区超过该距离的命名要素不用来命名：此时 near 为空。</translation>
    </message>
    <message>
        <source>Distance between neighbours in the test</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>检验中邻居之间的距离</translation>
    </message>
    <message>
        <source>Greatest distance of the named feature</source>
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>命名要素的最大距离</translation>
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
        <translation>3 查找盲区</translation>
    </message>
    <message>
        <source>Scored places</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/scoregaps.py</extracomment>
        <translation>已评分的地点</translation>
    </message>
    <message>
        <source>Blind spots</source>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/blind_spots.py, algorithms/spotstability.py</extracomment>
        <translation>盲区</translation>
    </message>
    <message>
        <source>A model gives endurance, battery and mass from the data sheet of its maker, where the three parameters below are empty. For any other drone choose Own figures and enter the three values from its data sheet. Old batteries, payload and cold reduce endurance: if you have measured it yourself, enter your own value.</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>选择型号后，下方三个参数留空时，续航时间、电池和质量取自厂家的规格表。其他无人机请选择“自定数值”，并输入其规格表中的三个数值。电池老化、载荷和低温会缩短续航：如果您自己测量过，请输入实测值。</translation>
    </message>
    <message>
        <source>Airspeed (m/s)</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>空速 (m/s)</translation>
    </message>
    <message>
        <source>Altitude above ground</source>
        <extracomment>algorithms/inputs/aircraft.py</extracomment>
        <translation>离地高度</translation>
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
        <translation>离地高度的容差</translation>
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
        <translation>需求范围</translation>
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
        <translation>探测距离字段</translation>
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
        <translation>探测时间字段</translation>
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
        <translation>探测距离</translation>
    </message>
    <message>
        <source>Time zone</source>
        <extracomment>algorithms/inputs/fix_report.py, algorithms/inputs/fixes.py, algorithms/inputs/task.py</extracomment>
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
        <extracomment>algorithms/inputs/fixes.py</extracomment>
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
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>无人机数量</translation>
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
        <extracomment>algorithms/inputs/fleet.py</extracomment>
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
        <translation>每架无人机的架次</translation>
    </message>
    <message>
        <source>The field with the number of drones at each site. The parameter Drones is then not used. Empty: the solver distributes the Drones over the sites.</source>
        <extracomment>algorithms/inputs/fleet.py</extracomment>
        <translation>存放各起降点无人机数的字段。此时不使用参数“无人机数量”。留空：由求解器把无人机分配到各起降点。</translation>
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
        <translation>到禁飞区的距离</translation>
    </message>
    <message>
        <source>Least distance to no-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
        <translation>到禁飞区的最小距离</translation>
    </message>
    <message>
        <source>No-fly zones</source>
        <extracomment>algorithms/inputs/no_fly.py</extracomment>
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
        <translation>单元格大小</translation>
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
        <translation>网格的延伸距离</translation>
    </message>
    <message>
        <source>Sample spacing</source>
        <extracomment>algorithms/inputs/places.py</extracomment>
        <translation>采样间距</translation>
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
        <translation>视为同一盲区的点间距</translation>
    </message>
    <message>
        <source>Largest area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最大面积 (m2)</translation>
    </message>
    <message>
        <source>Least area (m2)</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最小面积 (m2)</translation>
    </message>
    <message>
        <source>Least gap</source>
        <extracomment>algorithms/inputs/spot_rules.py</extracomment>
        <translation>最小漏巡概率</translation>
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
        <translation>无人机之间的距离</translation>
    </message>
    <message>
        <source>Height between layers</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>高度层间距</translation>
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
        <translation>最大航程</translation>
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
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Swath</source>
        <extracomment>algorithms/inputs/task.py</extracomment>
        <translation>幅宽</translation>
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
        <translation>沿线带状区域的宽度</translation>
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
        <translation>值守时段开始的星期，例如 Mon-Fri 或 Sat,Sun。留空：每天。</translation>
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
        <extracomment>algorithms/outputs/nights.py</extracomment>
        <translation>地点，字段有：place_id、demand、gap_before（0 至 1，没有无人机）、gap_after（0 至 1，各夜在分析期内轮换飞行）、gain（需求 x (gap_before - gap_after)）、priority_before 和 priority_after（需求 x 漏巡概率）、drone_nights（其中多少夜有无人机到访该地点）、visit_probability（仅当随机抽取各夜时：一夜到访该地点的概率；否则为空）。您自己地点的字段排在最前。</translation>
    </message>
    <message>
        <source>Nights of each place</source>
        <extracomment>algorithms/outputs/place_nights.py</extracomment>
        <translation>各地点的各夜</translation>
    </message>
    <message>
        <source>Made by</source>
        <extracomment>algorithms/outputs/report.py</extracomment>
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
        <translation>巡逻量（小时、公里、到访）</translation>
    </message>
    <message>
        <source>effort</source>
        <extracomment>algorithms/patroleffort.py, algorithms/scoregaps.py</extracomment>
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
        <translation>&lt;p&gt;今晚、明晚和整个一周，无人机应当何时飞往何处？每一夜都像“规划无人机航线”那样规划：其架次尽可能多地补上值守时段内的漏巡。然后根据前几夜留下的情况规划下一夜。假定巡逻仍与分析期内相同。&lt;/p&gt; &lt;p&gt;&lt;b&gt;各夜构成轮换。&lt;/b&gt;评分时，第 1 夜的方案在分析期的第一个值守时段飞行，第 2 夜的方案在下一个值守时段飞行，以此类推；最后一夜之后轮换重新开始。每个方案都针对它所飞行的那些值守时段的漏巡概率制定。PRIORITY_AFTER 由全部飞行之后的漏巡概率计算，CLOSED_PRIORITY 是无人机补上的部分。因此两者都只计入每隔若干夜到访一个地点的效果。分析期内的值守时段至少应与夜数一样多。&lt;/p&gt; &lt;p&gt;&lt;b&gt;地点被到访后还计多少&lt;/b&gt;，是在最大改善与公平分布之间的取舍。漏巡概率是全部各夜的平均值，因此最大的平均改善可能来自每夜都飞同一个最佳方案。但这样飞行很快就尽人皆知，其他地点则永远见不到无人机。所以，某一夜补上的漏巡越多，该地点在以后各夜的分量就越小。全部补上之后，该地点保留其优先度的这一权重；补上 30 % 之后，减少量为其十分之三（权重为 0 时保留 70 %，为 0.5 时保留 85 %）。多个夜的系数相乘。1：无人机飞往改善最大之处，即使每夜都相同。0：只要还有其他地点，漏巡已全部补上的地点就被略去；没有剩余时，之前各夜不再计入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;若目标是每个盲区到访一次&lt;/b&gt;，则按此前各夜均已飞行重新计算漏巡概率，无人机到访过或飞越过的地点，在每个这样的夜之后保留其优先度的这一权重。飞行从值守时段开始后一个重访间隔开始，或在给定的第一夜的时刻开始。&lt;/p&gt; &lt;p&gt;只在无人机可到达的地点中查找盲区，其余的被略去，日志给出其数量。第一夜会表明哪些盲区无法到访以及原因；以后不再尝试。&lt;/p&gt; &lt;p&gt;&lt;b&gt;随机抽取各夜。&lt;/b&gt;轮换可以通过观察摸清。使用此选项时，会制定多个不同的方案，每个都针对全部值守时段的漏巡概率。每个方案得到一个概率，使一夜中最不可能被到访的地点具有尽可能高的到访概率。方案进入无人机探测距离之内的地点即为被该方案到访。然后为每一夜抽取一个方案。最小熵使抽取不至于成为必然。只考虑盲区（任何飞行之前找到的）中至少有一个方案到访的地点；其中最低的概率为 LEAST_PROBABILITY。若多种方案组合同样好，则采用到访优先度最高的一种。相同的随机种子抽取相同的各夜：请选择自己的种子，记录下来并保密。&lt;/p&gt; &lt;p&gt;第 1 夜是分析期之后的第一个值守时段；若给出了第一夜，则为从该日期起的第一个值守时段。每个架次何时起飞由规划器选择，从值守时段开始到其结束后一个重访间隔。搜索时间是每个方案的时间。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
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
        <translation>抽取的最小熵</translation>
    </message>
    <message>
        <source>Least probability of a visit in a night, of places in blind spots that plans visit</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>方案所到访的盲区地点在一夜中被到访的最低概率</translation>
    </message>
    <message>
        <source>Makes several plans and draws one of them for each night. Then nobody can predict where the drones go, or rely on a place to be without drones.</source>
        <extracomment>algorithms/plannights.py</extracomment>
        <translation>制定多个方案，并为每一夜抽取其中一个。这样无人能够预知无人机飞往何处，也无人能指望某处没有无人机。</translation>
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
        <translation>地点被到访后还计多少</translation>
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
        <translation>6 规划多夜</translation>
    </message>
    <message>
        <source>Spots that are not visited</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
        <translation>未到访的盲区</translation>
    </message>
    <message>
        <source>Waypoints</source>
        <extracomment>algorithms/plannights.py, algorithms/planroutes.py</extracomment>
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
        <translation>&lt;p&gt;无人机应当何时飞往何处，才能补上最多的漏巡？规划器使用全部无人机、全部电池和值守时段的全部时间。&lt;/p&gt; &lt;p&gt;一次到访能&lt;b&gt;补上&lt;/b&gt;此前一个重访间隔之内开始的情况，因为它们被及时发现。因此一个盲区可能值得多次到访，而紧接着的再次到访补上的很少。规划器选择每个架次的停留点、其顺序以及起飞时刻：从值守时段开始到其结束后一个重访间隔。CLOSED_PRIORITY 是方案补上的优先度，与“评估方案”的计算方式相同。SHARE_CLOSED 是它占全部已评分地点（&lt;b&gt;已评分的地点&lt;/b&gt;）优先度的比例；没有给出已评分的地点时，是占各盲区优先度的比例；TOTAL_PRIORITY 只是盲区的优先度。盲区的漏巡在值守时段的何时存在，来自“计算漏巡概率”，经由“查找盲区”（gap_profile）。没有它时，假定漏巡概率在各时刻相同。&lt;/p&gt; &lt;p&gt;以&lt;b&gt;每个盲区到访一次&lt;/b&gt;为目标时，无人机到访合计优先度最高的盲区，每个一次。“服务”是指到访一次，并不表示漏巡已经补上。&lt;/p&gt; &lt;p&gt;无人机在点上悬停，沿线飞行，对面进行扫描。每个架次都从其起降点起飞并回到该点。它用一块电池飞行，降落后留有备用电量，并绕开禁飞区。时间和能量包括风、爬升、下降和悬停。&lt;/p&gt; &lt;p&gt;无人机按高度层隔开。高度层不能隔开时，后起飞的无人机等候（&lt;b&gt;无人机之间的距离&lt;/b&gt;）。同一起降点的起降之间留有时间（&lt;b&gt;起降点起降间隔&lt;/b&gt;）。&lt;/p&gt; &lt;p&gt;没有无人机到访的盲区在单独的图层中，并附有原因。&lt;b&gt;再增加无人机何时不再划算&lt;/b&gt;：日志给出每架无人机增加一个架次、以及增加一架无人机能多补上多少。UPPER_BOUND 表明方案最多还能好多少：以此处考虑的方式到访这些停留点，补上（或服务）的不会更多。它包括本方案在停留点之间顺路补上的部分。&lt;/p&gt; &lt;p&gt;首次运行时，请给出盲区、起降点和禁飞区。然后设置您自己无人机的续航时间和速度，以及每架可飞的架次。&lt;/p&gt; &lt;p&gt;方案只是建议。飞行许可、现行空域限制、障碍物和天气由运营人负责。&lt;/p&gt;</translation>
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
        <translation>补上的优先度占比 (%)：给出已评分的地点时占这些地点，否则占盲区</translation>
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
        <translation>到访这些停留点所能补上（或服务）的优先度上界</translation>
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
        <extracomment>algorithms/planroutes.py</extracomment>
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
        <translation>4 规划无人机航线</translation>
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
        <extracomment>algorithms/preparetracks.py</extracomment>
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
        <extracomment>algorithms/preparetracks.py</extracomment>
        <translation>信号中断</translation>
    </message>
    <message>
        <source>Rejected fixes</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
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
        <translation>保留的最差精度</translation>
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
        <translation>1 整理轨迹</translation>
    </message>
    <message>
        <source>Tracks</source>
        <extracomment>algorithms/preparetracks.py</extracomment>
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
        <translation>无法加载 Blindspot 的算法 {}：{}</translation>
    </message>
    <message>
        <source>Blindspot: what patrols miss, and drone routes to it</source>
        <extracomment>algorithms/provider.py</extracomment>
        <translation>Blindspot：巡逻遗漏之处，以及飞往那里的无人机航线</translation>
    </message>
    <message>
        <source>&lt;p&gt;Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result carries.&lt;/p&gt; &lt;p&gt;The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers, must still be in the project.&lt;/p&gt; &lt;p&gt;AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values, which another machine or another version of a library may cause; the log says which of the two. Otherwise AGREES is 0, and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no longer as they were, whether the result itself was edited after it was made, and with which versions it was made and repeated. If only the inputs have changed, the result is not wrong, but out of date.&lt;/p&gt; &lt;p&gt;A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower computer that takes longer than the time limit.&lt;/p&gt; &lt;p&gt;A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several outputs, only the one that is given is made again.&lt;/p&gt;</source>
        <extracomment>algorithms/repeatrun.py</extracomment>
        <translation>&lt;p&gt;这个结果真是由其输入得到的吗？取一个由 Blindspot 生成的结果，以相同的参数对相同的输入再次运行相同的算法，并进行比较。所需的一切都在结果所带的运行记录中。&lt;/p&gt; &lt;p&gt;先在相对于结果的原位置查找输入，因此整个文件夹可以移动或交给他人；然后在旧路径查找；再在结果所在的文件夹查找。没有文件的输入，例如临时图层，必须仍在工程中。&lt;/p&gt; &lt;p&gt;若全部要素相同（顺序不限），或差异小于其数值的十亿分之一（另一台计算机或库的另一个版本可能造成），则 AGREES 为 1；日志说明是哪一种。否则 AGREES 为 0，日志说明有多少要素不同、在哪些字段、最多相差多少。日志还说明哪些输入已与当时不同，结果本身在生成之后是否被编辑过，以及生成和重复时的版本。如果只是输入发生了变化，结果并没有错，只是已经过时。&lt;/p&gt; &lt;p&gt;受时间限制的方案以相同的搜索步数重复，因此也会一致。在较慢的计算机上，这会超过时间限制。&lt;/p&gt; &lt;p&gt;对选中要素的运行无法重复，因为选择没有记录。对有多个输出的算法，只重新生成给出的那一个。&lt;/p&gt;</translation>
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
        <translation>结果与重复运行一致 (1) 或不一致 (0)</translation>
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
        <translation>重复运行（结果可重现吗？）</translation>
    </message>
    <message>
        <source>&lt;p&gt;How likely is it that something happens at a place and no patrol notices it in time?&lt;/p&gt; &lt;p&gt;The &lt;b&gt;gap&lt;/b&gt; of a place is the probability that a condition that starts at a random moment of the watch goes unseen for the revisit interval. 0: it is always seen in time; 1: never. The gap is computed exactly from the tracks, for the cells of a grid or for your own places. It can be compared between cities and months, because it is a probability and is never rescaled.&lt;/p&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt; = demand x gap. &lt;b&gt;why&lt;/b&gt; explains the score in a sentence: what the watch saw, and then what other hours saw. visits, dwell_s and last_seen count all hours; watch_visits, watch_dwell_s and nights_seen count the watch alone, as the gap does. Idleness is measured in wall-clock time over the whole period that the data cover, day and night: &lt;b&gt;mean_idle_s&lt;/b&gt; is the time since the last pass, averaged over the period, and &lt;b&gt;worst_gap_s&lt;/b&gt; is the longest time without a pass. Intervals at the start or end of the period may really be longer; why then says &quot;at least&quot;.&lt;/p&gt; &lt;p&gt;For a first run, give the fixes, the unit field and the area that the patrols are responsible for; the log says which time field and time zone were assumed. Then add demand layers.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Unknown is not unpatrolled.&lt;/b&gt; gap counts only what the fixes show. While a receiver was silent (an outage), its unit may have been anywhere within reach at the &lt;b&gt;Speed during outages&lt;/b&gt;. In a night without any fix, all units may have been anywhere. &lt;b&gt;gap_low&lt;/b&gt; takes this into account. It is a lower bound for each place, not a map of what happened, because a unit cannot have been everywhere at once. Where gap and gap_low differ much, repair the receivers before you blame the patrols.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Where data end is not where patrols end.&lt;/b&gt; Moments whose revisit interval reaches before the first or after the last fix are left out, and the log gives their hours and dates. To count them as unpatrolled, use the advanced parameter &lt;b&gt;Watches that the data cover in part&lt;/b&gt;.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Standing counts.&lt;/b&gt; A parked vehicle sees what is around it, so its car park has a small gap. The whole stay is one visit, even if the receiver was silent for some of it, and why calls it a long stay. To exclude standing, set the &lt;b&gt;Slowest speed that counts&lt;/b&gt;, or filter the input if you know which vehicles were empty.&lt;/p&gt; &lt;p&gt;&lt;b&gt;Places, not persons.&lt;/b&gt; The exact time of the last pass, cell by cell, is the path of an officer. So last_seen is rounded down to a quarter of an hour or an hour if at least three units were at the place in that time, otherwise to the start of the day of the watch (from one start of the watch to the next). worst_gap_s and mean_idle_s are rounded down as well, because the time of a pass can be computed from them, and so are the times in why. &lt;b&gt;gap_profile&lt;/b&gt; shows when in the watch a place is usually seen. Where fewer than three units saw the place, it tells a pass only to the quarter of an hour. Where they did so in fewer than three nights, it would date a pass, so it is the same at all times. gap and priority are exact. In a place with few passes even the gap depends on when they were: do not publish such a map for a single unit.&lt;/p&gt;</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>&lt;p&gt;某处发生情况，而没有巡逻及时发现，这种可能性有多大？&lt;/p&gt; &lt;p&gt;一个地点的&lt;b&gt;漏巡概率&lt;/b&gt;，是在值守时段的随机时刻开始的情况在重访间隔内无人发现的概率。0：总能及时看到；1：从来看不到。漏巡概率由轨迹精确计算，针对网格的单元格或您自己的地点。它可以在城市之间、月份之间比较，因为它是概率，从不重新缩放。&lt;/p&gt; &lt;p&gt;&lt;b&gt;priority&lt;/b&gt;（优先度）= 需求 x 漏巡概率。&lt;b&gt;why&lt;/b&gt; 用一句话说明评分：先是值守时段内看到的，然后是其他时间看到的。visits、dwell_s 和 last_seen 计全部时间；watch_visits、watch_dwell_s 和 nights_seen 只计值守时段，与漏巡概率相同。未巡时间按钟表时间计，覆盖数据所及的整个分析期，不分昼夜：&lt;b&gt;mean_idle_s&lt;/b&gt; 是距上一次经过的时间在分析期内的平均，&lt;b&gt;worst_gap_s&lt;/b&gt; 是最长无经过时间。分析期开始或结束处的间隔实际可能更长，此时 why 会注明“至少”。&lt;/p&gt; &lt;p&gt;首次运行时，请给出定位点、单元字段和巡逻所负责的区域；日志说明假定了哪个时间字段和时区。然后加上需求图层。&lt;/p&gt; &lt;p&gt;&lt;b&gt;未知不等于无人巡逻。&lt;/b&gt;漏巡概率只计定位点所显示的情况。接收机静默期间（信号中断），该单元可能在以&lt;b&gt;信号中断期间的速度&lt;/b&gt;所能到达的任何地方。没有任何定位点的夜，所有单元都可能在任何地方。&lt;b&gt;gap_low&lt;/b&gt; 考虑了这一点。它是每个地点的下界，而不是实际情况的地图，因为一个单元不可能同时在所有地方。gap 与 gap_low 相差很大之处，请先检修接收机，再追究巡逻。&lt;/p&gt; &lt;p&gt;&lt;b&gt;数据结束之处不等于巡逻结束之处。&lt;/b&gt;重访间隔早于第一个定位点或晚于最后一个定位点的时刻被略去，日志给出其小时数和日期。若要把它们计为无巡逻，请使用高级参数&lt;b&gt;数据只覆盖一部分的值守时段&lt;/b&gt;。&lt;/p&gt; &lt;p&gt;&lt;b&gt;静止也计入。&lt;/b&gt;停着的车辆能看到周围，因此其停车场的漏巡概率很小。整段停留算一次到访，即使其间接收机静默了一段时间，why 会称之为长时间停留。若要排除静止，请设置&lt;b&gt;计入的最低速度&lt;/b&gt;；若您知道哪些车辆无人，请过滤输入。&lt;/p&gt; &lt;p&gt;&lt;b&gt;针对地点，不针对个人。&lt;/b&gt;逐个单元格的最后经过时间，就是一名警员的行踪。因此，若该时间内至少有三个单元在该地点，last_seen 向下取整到一刻钟或一小时，否则取整到值守日的开始（值守时段两次开始之间）。worst_gap_s 和 mean_idle_s 也向下取整，因为由它们可以推算经过的时间；why 中的时间同样如此。&lt;b&gt;gap_profile&lt;/b&gt; 显示地点通常在值守时段的何时被看到。看到该地点的单元不足三个时，它只把经过精确到一刻钟。若他们到场的夜不足三个，就会推出经过的日期，此时各时刻取相同的值。gap 和 priority 是精确的。经过很少的地点，连漏巡概率也取决于经过的时间：不要发布单个单元的此类地图。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Sweep width at the median speed (m)</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
        <translation>中位速度下的搜索宽度 (m)</translation>
    </message>
    <message>
        <source>Total priority</source>
        <extracomment>algorithms/scoregaps.py</extracomment>
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
        <translation>2 计算漏巡概率</translation>
    </message>
    <message>
        <source>&lt;p&gt;How certain is each blind spot? Positions have errors of a few metres, the detection range and the right revisit interval are not known exactly, and the position of the grid is arbitrary. This algorithm scores the gaps and finds the spots many times with such changes, and counts how often each spot is &lt;b&gt;found again&lt;/b&gt;. A spot is found again if the spots of a repeat cover enough of it (&lt;b&gt;Share that must be found again&lt;/b&gt;). Parameters that are left empty are taken from the record of the blind spots. The log gives the number of spots that are not found with these parameters at all.&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt; is the share of the repeats in which the spot is found again. In each repeat, every fix is moved within its accuracy. The detection ranges (of all units together) and the revisit interval are multiplied by independent random numbers from 0.75 to 1.25. A grid is moved by up to half a cell in x and y; your own places are not moved.&lt;/p&gt; &lt;p&gt;Fixes are moved like real errors of receivers: by about their accuracy, and by similar amounts from one fix to the next, so that a track moves as a whole. The fixes of the cleaned tracks are moved; they are not read or cleaned again.&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; is the setting that alone loses most of the spot. To find it, each setting is also varied while the others stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and lost_grid are the mean shares that are lost. If a spot depends most on the detection range, measure this range better before you send a drone. The same seed gives the same result.&lt;/p&gt; &lt;p&gt;Each repeat takes as long as Score gaps and Find blind spots together, without reading and writing layers. 20 repeats need 45 such runs in total.&lt;/p&gt;</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>&lt;p&gt;每个盲区有多确定？位置有几米的误差，探测距离和恰当的重访间隔并不确切知道，网格的位置是任意的。本算法在这些变化下多次计算漏巡概率并查找盲区，统计每个盲区&lt;b&gt;再次找到&lt;/b&gt;的次数。若某次重复的盲区覆盖了它的足够部分（&lt;b&gt;须再次找到的占比&lt;/b&gt;），就算再次找到。留空的参数取自盲区的运行记录。日志给出以这些参数根本找不到的盲区的数量。&lt;/p&gt; &lt;p&gt;&lt;b&gt;stability&lt;/b&gt;（稳定性）是再次找到该盲区的重复次数占比。在每次重复中，每个定位点在其精度范围内移动。探测距离（全部单元一起）和重访间隔各乘以 0.75 至 1.25 之间的独立随机数。网格在 x 和 y 方向最多移动半个单元格；您自己的地点不移动。&lt;/p&gt; &lt;p&gt;定位点像接收机的真实误差那样移动：幅度约为其精度，相邻定位点的移动量相近，因此轨迹整体移动。移动的是清理后轨迹的定位点；不会重新读取或清理。&lt;/p&gt; &lt;p&gt;&lt;b&gt;matters_most&lt;/b&gt; 是单独改变就使盲区损失最多的设置。为找到它，每个设置还会单独变化，其他设置保持给定值，次数约为重复次数的四分之一。lost_accuracy、lost_range、lost_revisit 和 lost_grid 是平均损失的占比。如果盲区最依赖探测距离，请先更准确地测定探测距离，再派出无人机。相同的随机种子给出相同的结果。&lt;/p&gt; &lt;p&gt;每次重复所需的时间相当于“计算漏巡概率”与“查找盲区”之和，不含图层的读写。20 次重复共需 45 次这样的运行。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Accuracy field</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>精度字段</translation>
    </message>
    <message>
        <source>Accuracy of the fixes</source>
        <extracomment>algorithms/spotstability.py</extracomment>
        <translation>定位点的精度</translation>
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
        <extracomment>algorithms/spotstability.py</extracomment>
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
        <extracomment>algorithms/catalogue.py, algorithms/spotstability.py</extracomment>
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
        <extracomment>algorithms/catalogue.py, algorithms/sweepareas.py</extracomment>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of Excel (since 1899-12-30)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of Excel in its 1904 date system</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of MATLAB (since the year 0)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modified Julian days</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticks of .NET (100 ns since the year 1)</source>
        <extracomment>engine/timing/epochs.py</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blindspot&apos;s algorithms cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation>无法加载 Blindspot 的算法：{}</translation>
    </message>
    <message>
        <source>Blindspot&apos;s menu cannot be loaded: {}</source>
        <extracomment>plugin.py</extracomment>
        <translation>无法加载 Blindspot 的菜单：{}</translation>
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
        <translation>模拟城市位于 {}。其夜晚所在时区为 {}。</translation>
    </message>
    <message>
        <source>The simulated sample city could not be copied: {}</source>
        <extracomment>ui/menu.py</extracomment>
        <translation>无法复制模拟示例城市：{}</translation>
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
        <translation>模拟数据。时间为 UTC；该城市的时区为 {}。</translation>
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
        <extracomment>algorithms/assessplan.py</extracomment>
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
        <extracomment>algorithms/findblindspots.py</extracomment>
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
        <extracomment>algorithms/findblindspots.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>places have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/inputs/demand.py</extracomment>
        <translation>
            <numerusform>个地点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>blind spots</source>
        <comment>after a count</comment>
        <extracomment>algorithms/findblindspots.py, algorithms/inputs/closing.py, algorithms/outputs/nights_report.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>others</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>parameters</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>layers</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/as_made.py, algorithms/inputs/parameters.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>layers have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/blind_spots.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
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
        <extracomment>algorithms/outputs/gain_places.py</extracomment>
        <translation>地点，字段有：place_id、demand、gap_before 和 gap_after（0 至 1）、gain（需求 x (gap_before - gap_after)）、gain_low（即使单元在信号中断期间凡有可能都到过该地点，仍然存在的改善量）、priority_before 和 priority_after（需求 x 漏巡概率）、visits_before 和 visits_after（分析期内任何时刻的到访）、drone_visits 和 drone_min（分析期内无人机的到访次数及其在探测距离内的分钟数）、worst_gap_before_s 和 worst_gap_after_s（最长无经过时间，秒）、why、watch_visits_before 和 watch_visits_after（有一部分时间在值守时段内的到访）、nights_seen_before 和 nights_seen_after（值守时段内有单元或无人机进入探测距离的夜数）。时间和时长经过取整，以免追踪到个人（见“时间精确到秒”）；无人机的时间是精确的。没有给出无人机航线时，gain_low、drone_visits 和 drone_min 为空。您自己地点的字段排在最前。</translation>
    </message>
    <message numerus="yes">
        <source>rows have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/layers.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
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
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots, or parts of spots, are</source>
        <comment>after a count</comment>
        <extracomment>algorithms/outputs/nights_report.py, algorithms/planroutes.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
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
        <translation>
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
        <extracomment>algorithms/outputs/nights_report.py, engine/places/twins.py, engine/score/gap_profiles.py</extracomment>
        <translation>
            <numerusform>个地点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>drones</source>
        <comment>after a count</comment>
        <extracomment>engine/plan/closing_report.py</extracomment>
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
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots</source>
        <comment>after a count</comment>
        <extracomment>algorithms/findblindspots.py, algorithms/planroutes.py, engine/plan/closing_report.py</extracomment>
        <translation>
            <numerusform>个盲区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>spots are</source>
        <comment>after a count</comment>
        <extracomment>engine/plan/sound_plan.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>days</source>
        <comment>after a count</comment>
        <extracomment>engine/timing/watch.py</extracomment>
        <translation>
            <numerusform>天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nights</source>
        <comment>after a count</comment>
        <extracomment>engine/timing/watch.py</extracomment>
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
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rejected fixes lie</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>times</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation>
            <numerusform>次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unit names have</source>
        <comment>after a count</comment>
        <extracomment>engine/tracks/contradiction_report.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
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
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>collections</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features are</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features lie</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>invalid geometries were</source>
        <comment>after a count</comment>
        <extracomment>layers/features.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features have</source>
        <comment>after a count</comment>
        <extracomment>algorithms/inputs/blind_spots.py, layers/features.py, layers/flight_plan.py</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
